// The settings of an experiment.

export default {
  "setting.title": "자세한 설정",
  "setting.now": "다음 실행을 이루는 값입니다. 프리셋은 이 값을 모두 정합니다.",
  "setting.later": "지금 실행 중입니다. 여기서 바꾼 것은 다음에 시작할 때 적용됩니다.",
  "setting.range": "{from}에서 {to}까지",
  "setting.data.unlabelled.count": "라벨 없는 이미지",
  "setting.data.labelled.count": "라벨 있는 이미지",
  "setting.data.pixels": "픽셀 범위",
  "setting.pretext.epochs": "사전 과제: 에폭",
  "setting.pretext.batch": "사전 과제: 배치",
  "setting.pretext.optimiser": "사전 과제: 최적화",
  "setting.pretext.learning_rate": "사전 과제: 학습률",
  "setting.transfer.epochs": "프로브: 최대 에폭",
  "setting.transfer.optimiser": "프로브: 최적화",
  "setting.transfer.learning_rate": "프로브: 학습률",
  "setting.supervised.epochs": "지도: 최대 에폭",
  "setting.supervised.optimiser": "지도: 최적화",
  "setting.supervised.learning_rate": "지도: 학습률",
  "setting.workers": "워커",
  "setting.workers.hint": "1에서 8까지. 이 기기의 코어는 {cores}개입니다. 속도만 바뀌고 결과는 그대로입니다.",

  "option.unit": "0에서 1",
  "option.raw": "0에서 255",
  "option.adam": "Adam",
  "option.sgd": "SGD",
};
