// The three models, their network, and what they say of a digit.

export default {
  "arm.self_supervised": "자기지도",
  "arm.supervised": "지도",
  "arm.random": "무작위 대조군",
  "arm.self_supervised.about": "사전학습 후 고정한 인코더",
  "arm.supervised.about": "모든 가중치를 처음부터",
  "arm.random.about": "학습 없이 고정한 인코더",

  "mode.lp_ft": "선형 프로브 후 미세 조정",
  "mode.supervised": "처음부터 지도 학습",
  "mode.probe": "선형 프로브",
  "mode.knn": "k-최근접 이웃",
  "mode.probe_random": "선형 프로브, 무작위 인코더",
  "mode.probe_pixels": "픽셀에 대한 선형 프로브",

  "network.caption": "남기는 것과 버리는 것",
  "network.image": "이미지",
  "network.encoder": "인코더",
  "network.encoder.frozen": "인코더 (고정)",
  "network.rotation": "회전 헤드",
  "network.linear": "선형층",
  "network.kept": "유지",
  "network.turns": "방향 4개",
  "network.digits": "숫자 10개",
  "network.summary": "파라미터 {params}개 가운데 라벨로 학습하는 것은 선형층의 {trainable}개뿐입니다.",

  "load.open": "가중치 열기",
  "load.back": "이 페이지의 모델로 돌아가기",
  "load.about": "이 페이지가 저장한 가중치를 다시 열 수 있습니다. .safetensors 파일을 고르거나 여기에 놓으세요.",
  "load.result": "{file}의 {name} 모델: 테스트 이미지 {n}장 가운데 {percent} 정답. 직접 그려 보고 안을 들여다보세요.",
  "load.result.turns":
    "{file}의 {name} 모델: 돌린 테스트 이미지 {n}장 가운데 {percent} 정답. 직접 그려 보고 안을 들여다보세요.",
  "load.answers": "{name} 모델은 {file}의 것입니다.",

  "draw.caption": "직접 그려 보기",
  "draw.pad": "숫자를 그리는 칸. 화살표 키로 움직이고, 스페이스로 펜을 내리거나 들고, Delete로 지웁니다.",
  "draw.clear": "지우기",
  "draw.seen": "모델이 보는 모습",
  "draw.turn": "어느 쪽이 위일까요?",
  "draw.summary":
    "그린 숫자는 MNIST처럼 크기를 맞추고 무게 중심을 가운데로 옮깁니다. 그리는 동안 모든 모델이 답합니다.",
  "draw.noModel": "아직 물어볼 모델이 없습니다. 시작을 누르세요.",
  "draw.waiting":
    "마우스, 손가락, 펜으로 숫자를 그리세요. 화살표 키로 움직이고 스페이스로 펜을 내리거나 들 수도 있습니다.",
  "draw.unfit": "그린 것은 28 × 28 픽셀의 회색인데, 이 신경망들은 다른 이미지를 보았습니다.",

  "digit.caption": "테스트 숫자 하나를 세 모델에게 묻기",
  "digit.previous": "이전 숫자",
  "digit.next": "다음 숫자",
  "digit.which": "{index}번 숫자",
  "digit.label": "라벨 {label}",
  "digit.says": "{digit}, {percent}",
  "digit.class": "클래스",
  "digit.summary": "칸마다 한 모델이 클래스 {classes}개를 각각 얼마나 그럴듯하게 보는지 나타냅니다.",
  "digit.summary.waiting": "모델이 배우기 시작하는 대로 답이 나타납니다.",
};
