// A lecture's scenes.

export default {
  "talk.label": "장면",
  "talk.back": "이전",
  "talk.on": "다음",
  "talk.end": "장면 모드 끝내기",
  "talk.where": "{of}개 중 {n}번: {name}",
  "talk.unknown": "이런 장면은 없어서 빼놓았습니다: {names}",
};
