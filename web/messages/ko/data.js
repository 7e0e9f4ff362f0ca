// The images and labels, whoever has brought them.

export default {
  "data.title": "데이터: {whose}",
  "data.title.next": "데이터: {whose}, 다음 시작부터 {next}",
  "data.own": "내 파일, 학습 이미지 {train}장, 테스트 이미지 {test}장",
  "data.set": "데이터 세트",
  "data.set.mnist": "MNIST",
  "data.set.emoji": "이모지",
  "data.set.own": "내 파일",
  "data.set.definitions": "정의문",
  "data.about": "학습 이미지 {train}장, 테스트 이미지 {test}장, {size}, 클래스 {classes}개.",
  "data.about.names": "클래스: {classes}.",
  "data.about.licence": "라이선스: {licence}.",
  "data.choose": "내 파일",
  "data.hint":
    "MNIST와 같은 형식의 IDX 파일 네 개(그대로 또는 .gz. 예: Fashion-MNIST, KMNIST, EMNIST)이거나, CIFAR-10의 바이너리 파일(그대로 또는 .tar.gz)입니다. 한 변 8~64픽셀, 회색 또는 컬러, 클래스 2~256개까지 됩니다. 여기서 고르거나 페이지 아무 곳에나 놓으세요. 파일은 이 기기를 떠나지 않습니다. 학습 이미지는 처음 60,000장, 테스트 이미지는 처음 10,000장까지 씁니다.",
  "data.reading": "읽는 중",
  "data.refused": "받지 않음: {message}",
  "data.missing": "아직 없는 파일: {list}.",
  "data.train_images": "학습 이미지",
  "data.train_labels": "학습 라벨",
  "data.test_images": "테스트 이미지",
  "data.test_labels": "테스트 라벨",
  "data.given": "{name}, {rows}개",
  "data.classes": "클래스",
  "data.classes.digits": "숫자, 또는 번호 0에서 9",
  "data.classes.clothes": "Fashion-MNIST의 옷",

  "classes.clothes": "티셔츠, 바지, 스웨터, 원피스, 코트, 샌들, 셔츠, 운동화, 가방, 앵클부츠",

  "wall.caption": "벽에 걸린 숫자 {onWall}개 가운데 라벨이 있는 것은 {labelledOnWall}개",
  "wall.summary": "사전 과제가 보는 것은 라벨이 없는 나머지뿐입니다.",
  "wall.digits": "숫자",
  "wall.here": "벽에",
  "wall.run": "실행에",
  "wall.labelled": "라벨 있음",
  "wall.unlabelled": "라벨 없음",
};
