// The curves of training.

export default {
  "curves.pretext.caption": "방향 맞히기",
  "curves.pretext.summary": "{epoch} 에폭 후 손실은 {loss}, 맞힌 방향은 {accuracy}입니다. 찍으면 25%입니다.",
  "curves.pretext.waiting": "손실은 찍을 때의 값 1.386에서 내려가고, 정확도는 25%에서 올라가야 합니다.",
  "curves.transfer.caption": "라벨 {labels}개로 배우기",
  "curves.transfer.summary.held": "학습에서 떼어 둔 라벨 기준: {list}.",
  "curves.transfer.summary.all": "학습에 쓴 라벨 기준: {list}.",
  "curves.transfer.summary.mixed": "떼어 둔 라벨 기준, 단 지도는 학습 라벨 기준: {list}.",
  "curves.transfer.waiting": "세 모델은 같은 라벨로 차례차례 학습합니다.",
  "curves.table.fit": "모델",
};
