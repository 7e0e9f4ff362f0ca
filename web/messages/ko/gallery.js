// The wall of all pretext tasks, and the ways to the other screens.

export default {
  "places.label": "화면",
  "places.gallery": "과제",
  "places.board": "비교판",
  "places.compose": "만들기",
  "places.ten": "라벨 열 개",
  "places.story": "이야기",
  "places.notebook": "노트북",

  "trouble.route": "{name} 화면은 없어서 모든 과제를 보여 줍니다.",

  "gallery.question": "신경망에게 무언가를 숨기고 맞혀 보게 합니다. *무엇을 배웠을까요?*",
  "gallery.ten": "숫자 열 개에 직접 라벨을 붙여 보세요",
  "gallery.ten.about": "나머지 만 개가 따라옵니다.",
  "gallery.epoch": "학습량",
  "gallery.epoch.number": "에폭 {epoch}",
  "gallery.untrained": "학습 전",
  "gallery.labels": "이후 라벨 수",
  "gallery.race": "모두 겨루기",
  "gallery.key":
    "왼쪽부터 보인 것, 신경망의 답, 정답. 막대는 고른 수의 라벨로 배운 특징 위에 맞춘 선형 분류기의 테스트 정확도, 옅은 부분은 학습하지 않은 신경망의 것. 기록된 결과이며 시드에 걸친 평균과 95% 구간입니다.",
  "gallery.percent": "{mean}%",
  "gallery.percent.interval": "{mean} ± {half}%",
  "gallery.right": "{said} ✓",
  "gallery.wrong": "{said} ✗",
  "gallery.compose": "나만의 과제",
  "gallery.compose.about": "과제를 직접 조립합니다.",

  "triptych.own": "다른 모습을 찾아냄",
  "triptych.other": "다른 숫자를 고름",

  "gallery.rotation": "어느 쪽이 위일까요?",
  "gallery.jigsaw": "조각이 어떤 순서로 놓였을까요?",
  "gallery.jigsaw_tiles": "같은 문제를 조각마다 따로",
  "gallery.context": "둘째 조각은 어디에 있었을까요?",
  "gallery.inpainting": "구멍에는 무엇이 있었을까요?",
  "gallery.masked": "가린 조각 뒤에 무엇이 있을까요?",
  "gallery.denoising": "잡음이 끼기 전 모습은?",
  "gallery.super_resolution": "자세히 보면 어떤 모습일까요?",
  "gallery.next_frame": "다음에는 어디에 있을까요?",
  "gallery.contrastive": "같은 숫자는 어느 것일까요?",
  "gallery.autoencoder": "대조군: 아무것도 숨기지 않음",
};
