// Looking into the encoder.

export default {
  "inside.caption": "인코더 들여다보기",
  "inside.filters": "1층: 3 × 3 필터 {n}개",
  "inside.maps": "{layer}층: 지금 보이는 숫자의 {side} × {side} 특징 맵 {n}개",
  "inside.summary":
    "글자색은 양수, 파란색은 음수입니다. ReLU를 지나면 음수가 없습니다. 빈 맵은 그 필터가 아무것도 찾지 못했다는 뜻입니다.",
  "inside.waiting": "학습이 시작되면 필터와 특징 맵이 나타납니다.",
  "inside.epoch": "사전학습 에폭",
  "inside.play": "재생",
  "inside.now": "지금 그대로",
  "inside.untrained": "학습 전, 첫 에폭 이전",
  "inside.after": "에폭 {epoch} 뒤",
  "inside.layer": "층",
  "inside.shape": "출력",
  "inside.params": "파라미터",
  "inside.state": "상태",
  "inside.frozen": "고정",
  "inside.trainable": "학습",
  "inside.dropped": "버림",

  "map.caption": "특징 공간",
  "map.summary":
    "처음 {n}개 테스트 숫자를 {by} 놓았습니다. 인코더는 라벨을 본 적이 없으므로, 같은 숫자가 모여 있다면 스스로 해낸 일입니다.",
  "map.waiting": "에폭이 끝날 때마다 처음 {n}개 테스트 숫자를 특징의 두 주성분 위에 놓습니다.",
  "map.by.pca": "인코더 특징의 두 주성분 위에",
  "map.by.umap":
    "인코더 특징의 UMAP(McInnes 외, 2018) 위에, 곧 누가 누구와 가까운지는 지키고 무리 사이의 거리는 지키지 않는 배치로",
  "map.umap.waits": "실행이 멈춰 있을 때 UMAP으로 배치합니다.",
  "map.layout": "배치",
  "map.pca": "주성분",
  "map.umap": "UMAP",
  "map.right":
    "그 곁에는 같은 이미지를 아무것도 배우지 않은 인코더와 픽셀로 놓았습니다. 그런 지도도 정돈되어 보입니다. 중요한 것은 백분율입니다. 모든 차원을 쓴 공간에서 가장 가까운 이웃 열 개가 숫자를 알아맞힌 비율입니다.",
  "map.trained": "지금의 인코더",
  "map.untrained": "학습하지 않은 인코더",
  "map.pixels": "픽셀",
  "map.keys": "숫자 지도. 화살표 키로 숫자 사이를 옮겨 다니고 Enter로 고릅니다.",
  "map.focus": "강조할 숫자",
  "map.all": "모두",
  "map.count": "테스트 이미지",
  "map.first": "제1축 평균",
  "map.second": "제2축 평균",

  "near.caption": "가장 가까운 이웃",
  "near.pretext": "자기지도 특징",
  "near.untrained": "학습하지 않은 인코더의 특징",
  "near.supervised": "지도 특징",
  "near.pixels": "픽셀",
  "near.summary": "{index}번 숫자(라벨 {label})와 가장 가까운 테스트 숫자를 공간마다 보여 줍니다. {list}.",
  "near.share": "{name}에서는 {n}개 중 {same}개가 같은 라벨",
  "near.waiting":
    "실행이 시작되면 숫자 하나와 가장 가까운 이웃을 공간마다 여기에 보여 줍니다. 지도에서 숫자를 고르세요.",
  "near.place": "순위",
  "near.far": "{index}번 숫자는 처음 {n}개 테스트 숫자에 들지 않습니다. 지도에서 하나를 고르세요.",
};
