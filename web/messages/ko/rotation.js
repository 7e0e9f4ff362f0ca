// What only the task of rotation has.

export default {
  "turns.caption": "숫자 하나, 네 방향",
  "turns.angle": "{angle}°",
  "turns.turned": "돌린 각도",
  "turns.says": "답: {angle}°",
  "turns.silent": "아직 묻지 않음",
  "turns.summary": "네 방향 가운데 {right}개를 맞혔습니다. 정답 방향에 준 확률은 평균 {percent}입니다.",
  "turns.summary.waiting": "그림 아래에는 신경망이 네 방향을 각각 얼마나 그럴듯하게 보는지 나타납니다.",

  "wheel.caption": "직접 돌려 보기",
  "wheel.angle": "시계 반대 방향으로 돌린 각도",
  "wheel.summary":
    "회전 헤드의 답은 {angle}°입니다 ({percent}). 답은 네 가지뿐이라, 그 사이의 각도도 어느 한쪽으로 가야 합니다.",
  "wheel.waiting": "학습이 시작되면 회전 헤드가 답합니다.",

  "mistakes.caption": "틀린 방향",
  "mistakes.summary":
    "돌린 테스트 이미지 {all}장 가운데 {wrong}장의 방향을 틀렸고, 가장 많이 틀린 것은 {list}입니다. 틀린 것 가운데 {flips}는 반 바퀴 착각입니다 (파란색).",
  "mistakes.waiting": "실행이 끝나면 테스트 이미지에서 셉니다.",
  "mistakes.one": "{turn}°인데 {said}°라고 함",
  "mistakes.wrong": "틀림",
  "mistakes.flipped": "반 바퀴 착각",
  "mistakes.all": "돌린 이미지",
};
