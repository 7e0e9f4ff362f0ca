// The page itself: its head, foot and appearance, times, and what all figures have.

export default {
  "page.title": "Pretext: 브라우저 탭에서 보는 자기지도학습",
  "page.description":
    "라벨 없는 숫자 이미지가 얼마나 돌아갔는지 맞히며 작은 신경망을 사전학습하고, 라벨이 부족할 때 그것이 무엇을 벌어 주는지 실시간으로 봅니다.",
  "page.unstarted":
    "페이지의 스크립트가 시작되지 않았습니다. 파일로 여셨나요? 브라우저는 파일에서 모듈을 시작하지 않으니, 폴더를 서버로 제공하거나 페이지가 올라와 있는 주소에서 여세요. 그렇지 않다면 스크립트를 허용하거나 2023년 이후의 브라우저를 쓰세요.",
  "page.skip": "실험으로 건너뛰기",
  "page.name": "Pretext",
  "page.tagline": "브라우저 탭에서 보는 자기지도학습",
  "page.lede":
    "라벨은 비싸고 이미지는 흔합니다. 작은 신경망이 먼저 아무도 라벨을 달지 않은 숫자 {unlabelled}장을 보며 각 이미지가 몇 도 돌아갔는지 알아맞히는 법을 배웁니다. 그런 다음 라벨 {labelled}개를 받습니다. 먼저 배워 둔 것은 얼마나 도움이 되었을까요?",
  "page.lab": "실험",
  "page.footer.data":
    "숫자: MNIST (LeCun, Cortes, Burges). 이모지: Google Noto (Apache-2.0), Twemoji (CC BY 4.0). 텍스트: WordNet 3.1. 모든 계산은 이 기기에서 이루어지며 아무것도 밖으로 나가지 않습니다.",

  "offline.ready": "인터넷 없이도 됩니다.",

  "language.label": "언어",

  "theme.label": "화면 모드",
  "theme.system": "시스템 설정",
  "theme.light": "밝게",
  "theme.dark": "어둡게",

  "time.seconds": "{s}초",
  "time.minutes": "{m}분 {s}초",

  "figure.table": "수치·그림",
  "figure.png": "그림",
  "figure.png.label": "PNG로 저장",
  "figure.epoch": "에폭",
  "figure.loss": "손실",
  "figure.accuracy": "정확도",
  "figure.waiting": "아직 없습니다. 시작을 누르세요.",

  "ref.title": "참고 문헌",
};
