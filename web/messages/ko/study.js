// More seeds.

export default {
  "study.add": "시드 추가",
  "study.progress": "이 시드의 진행률",
  "study.running": "시드 {seed}, 백그라운드에서 실행 중",
  "study.busy": "위의 실행과 프로세서를 나누어 씁니다.",
  "study.idle": "하나에 약 30초, 별도의 워커에서 실행됩니다.",
  "study.caption": "레이블이 적을 때와 많을 때의 정확도",
  "study.waiting": "시드를 추가하면 첫 점들이 나타납니다.",
  "study.description": "시드 {seeds}개에 대한 시험 이미지 {images}장의 평균 정확도와 95% 구간.",
  "study.labels": "레이블된 이미지 수",
  "study.accuracy": "시험 정확도, %",
  "study.single": "{mean} ({low}~{high})",
  "study.line": "레이블 {labels}개: {verdict}.",
  "study.conclusion": "한 줄로: {pays}.",
};
