// Running the experiment: its controls, how it goes, and what is said aloud.

export default {
  "controls.label": "실행",
  "controls.start": "시작",
  "controls.pause": "일시 정지",
  "controls.resume": "계속",
  "controls.step": "한 단계",
  "controls.step.hint": "배치 하나만 학습합니다",
  "controls.stop": "중지",
  "controls.reset": "초기화",
  "controls.preset": "프리셋",
  "controls.seed": "시드",
  "controls.nextStart": "다음에 시작할 때 적용됩니다.",

  "preset.fair": "공정한 비교",
  "preset.notebook": "강의 노트북",
  "preset.board": "비교판",
  "preset.board.about": "기록된 결과와 같은 설정: 이미지 {images}장, {epochs} 에폭.",
  "preset.quick": "맛보기",
  "preset.fair.about": "이미지 {images}장, {epochs} 에폭. 벤치와 비교판처럼 모든 모델을 정해진 횟수만 업데이트합니다.",
  "preset.ten_labels": "라벨 열 개",
  "preset.ten_labels.about": "이미지 {images}장, 각각 두 가지 모습, 800스텝. 그다음 라벨이 그래프를 따라 흐릅니다.",
  "preset.ten_labels_long": "라벨 열 개, 더 오래",
  "preset.ten_labels_long.about": "이미지 {images}장, 각각 두 가지 모습, 2,500스텝.",
  "preset.notebook.about":
    "이미지 {images}장, {epochs} 에폭. 강의와 같이 원래 픽셀 값과 단순한 SGD, 강의의 비교 방식을 씁니다.",
  "preset.canvas": "화면 위의 숫자",
  "preset.canvas.about":
    "다른 숫자 조각들 사이의 숫자, 2,000번 업데이트. 어떤 숫자인지, 그리고 네트워크는 어디를 보는지.",
  "preset.emoji": "색이 있는 이모지",
  "preset.emoji.about":
    "두 가지 화풍의 이미지 {images}장, {epochs} 에폭. 그림: Noto Emoji(Apache-2.0), Twemoji(CC BY 4.0).",
  "preset.cifar10": "사진(CIFAR-10)",
  "preset.cifar10.about": "내 이미지 {images}장, {epochs} 에폭. 먼저 CIFAR-10 파일을 페이지에 놓으세요.",
  "preset.nin": "네트워크 속의 네트워크",
  "preset.nin.about": "내 이미지 {images}장, {epochs} 에폭. 며칠이 걸리니 명령줄에서 돌리세요.",
  "preset.nin_small": "네트워크 속의 네트워크, 작게",
  "preset.nin_small.about": "내 이미지 {images}장, {epochs} 에폭. 같은 종류의 네트워크를 몇 분 만에 돌립니다.",
  "preset.quick.about": "이미지 {images}장, {epochs} 에폭. 처음 해 보거나 휴대전화가 느릴 때 좋습니다.",

  "slow.text": "이 기기에서 약 {time}.",
  "slow.take": "빠른 보기로",
  "slow.stay": "계속",

  "progress.label": "실행 진행률",
  "progress.idle": "준비됨",
  "progress.loading": "숫자 이미지를 가져오는 중",
  "progress.preparing": "준비하는 중",
  "progress.paused": "일시 정지",
  "progress.stopped": "{time} 만에 중지됨",
  "progress.done": "{time} 만에 완료",
  "progress.failed": "실행이 중간에 끝났습니다",
  "progress.pretext": "사전학습, 에폭 {epoch}/{epochs}",
  "progress.fit": "{name}, 에폭 {epoch}",
  "progress.encode": "{name}: 특징 계산 중",
  "progress.test": "{name}: 평가 중",
  "progress.measuring": "속도 재는 중",
  "progress.left": "{time} 남음",
  "progress.speed": "단계당 {ms} ms",

  "announce.started": "실행을 시작했습니다.",
  "announce.stage.pretrain": "1단계: 사전학습.",
  "announce.stage.transfer": "2단계: 라벨로 학습.",
  "announce.stage.compare": "3단계: 비교.",
  "announce.percent": "{percent} 완료.",
  "announce.paused": "일시 정지했습니다.",
  "announce.resumed": "다시 진행합니다.",
  "announce.stopped": "중지했습니다.",
  "announce.done":
    "완료했습니다. 테스트 이미지 {images}장에 대한 정확도는 자기지도 {self_supervised}, 지도 {supervised}, 무작위 대조군 {random}입니다.",

  "unfinished.text":
    "{time}에 시작한 실행({name}, 시드 {seed})이 {percent}%에서 멈췄습니다. 이 브라우저가 보관하고 있습니다({size} MB).",
  "unfinished.goOn": "이어서 실행",
  "unfinished.forget": "지우기",

  "trouble.title": "잘되지 않았습니다.",
  "trouble.retry": "다시 시도",
  "trouble.address": "주소에 실행할 수 없는 설정이 있어({message}) 기본 설정을 보여 드립니다.",
  "trouble.edit": "바꾸지 않았습니다: {message}",
  "trouble.workers": "워커 수는 1에서 8까지의 정수여야 합니다.",
  "trouble.dismiss": "닫기",
  "trouble.renewed":
    "이 탭을 연 뒤에 페이지가 새로 배포되어 이전 페이지의 나머지를 불러올 수 없습니다. 계속하려면 새로 고치세요.",
  "trouble.reload": "새로 고침",
  "trouble.lacking":
    "이 브라우저에는 학습에 필요한 {names}이(가) 없습니다. Chrome, Edge, Firefox는 2023년 판부터, Safari는 16.4부터 지원합니다.",
  "trouble.part": "페이지의 일부를 불러오지 못했습니다. 연결을 확인하고 다시 시도하세요.",
  "trouble.sandbox":
    "파일이 저장되지 않았다면, 이 프레임의 sandbox에 allow-downloads가 없기 때문입니다. 페이지를 따로 열면 저장할 수 있습니다.",

  "fit.pretext": "사전학습",

  "stage.pretrain": "사전학습",
  "stage.pretrain.about":
    "이미지마다 0°, 90°, 180°, 270° 가운데 하나로 돌리고, 몇 도인지 신경망이 맞히게 합니다. 라벨은 필요 없습니다.",
  "stage.transfer": "전이",
  "stage.transfer.about": "회전 헤드를 버리고, 인코더를 고정하고, 선형층 하나만 라벨에 맞춥니다.",
  "stage.compare": "비교",
  "stage.compare.about": "세 모델은 같은 라벨을 보았습니다. 먼저 배워 둔 것은 그중 하나뿐입니다.",
};
