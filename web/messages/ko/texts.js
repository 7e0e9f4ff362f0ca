// 텍스트로 학습하기.

export default {
  "places.texts": "텍스트",
  "texts.tasks": "텍스트 과제",
  "texts.next_token": "다음 토큰",
  "texts.masked_tokens": "가린 토큰",
  "texts.next_sentence": "이어지는가?",
  "texts.next_token.title": "계속 읽으면 무엇이 나올까?",
  "texts.next_token.lede":
    "GPT의 사전 과제입니다. 작은 트랜스포머가 사전 뜻풀이 40,657개를 읽으며 다음 낱말 조각을 하나씩 맞힙니다. 낱말의 뜻도, 무엇을 풀이하는지도 아무도 알려 주지 않습니다.",
  "texts.masked_tokens.title": "낱말을 가리면, 거기 무엇이 있었을까?",
  "texts.masked_tokens.lede":
    "BERT의 사전 과제입니다. 사전 뜻풀이 40,657개에서 낱말 조각 몇 개를 가리고, 작은 트랜스포머가 양쪽을 보고 맞힙니다.",
  "texts.next_sentence.title": "글을 둘로 자르면, 두 쪽이 서로 이어질까?",
  "texts.next_sentence.lede":
    "BERT의 두 번째 사전 과제로, 가린 토큰과 함께 학습합니다. 뜻풀이의 절반에서는 뒤쪽 대신 길이가 똑같은 다른 뜻풀이의 뒤쪽이 옵니다. 길이가 다르면 길이만으로 들통나기 때문입니다.",
  "texts.atlas": "정의의 지도",
  "texts.atlas.first":
    "학습하지 않은 모델이 놓은 처음 {n}개의 테스트 정의입니다. 비슷한 단어는 이미 모여 있습니다. 학습한 뒤에는 어떨까요?",
  "texts.atlas.both":
    "처음 {n}개의 테스트 정의를 모델 특징의 두 주성분 위에 놓았습니다. 모델은 무엇을 정의하는지 들은 적이 없습니다. 중요한 것은 백분율, 곧 전체 공간에서 가장 가까운 이웃 열 개가 알아맞힌 비율입니다.",
  "texts.atlas.trained": "사전학습 후",
  "texts.atlas.untrained": "학습 전",
  "texts.atlas.keys": "정의의 지도. 화살표 키로 하나씩 옮겨 다닙니다.",
  "texts.attention": "무엇을 보는가",
  "texts.attention.none":
    "지도에서 글을 하나 고르세요(클릭 또는 Enter). 각 헤드가 그 안에서 무엇을 보는지 여기에 나옵니다.",
  "texts.attention.about":
    "네모 하나가 헤드 하나입니다. 토큰마다 한 줄이고, 보는 곳에 색이 있습니다. 아래는 고른 토큰이 보는 곳입니다. 학습하지 않은 모델과 다른 점만 배운 것입니다.",
  "texts.attention.head": "블록 {block}, 헤드 {head}",
  "texts.attention.most": "{head}: “{token}”은(는) “{most}”을(를) 가장 많이 봅니다.",
  "texts.attention.column.head": "헤드",
  "texts.attention.column.self": "자기 자신",
  "texts.attention.column.before": "바로 앞 토큰",
  "texts.attention.column.start": "시작",
  "texts.class": "클래스",
  "texts.start": "사전학습하기",
  "texts.again": "다시 사전학습하기",
  "texts.pause": "일시정지",
  "texts.resume": "계속하기",
  "texts.stop": "끝내기",
  "texts.steps": "스텝",
  "texts.steps.of": "{steps}스텝",
  "texts.progress": "사전학습 진행률",
  "texts.idle": "시작하면 텍스트와 코드 약 1.3 MB를 받습니다. 입력한 글은 이 페이지를 벗어나지 않습니다.",
  "texts.loading": "텍스트를 받는 중: {percent}",
  "texts.step": "{steps}스텝 중 {step}",
  "texts.test": "본 적 없는 텍스트로 시험하는 중",
  "texts.done": "{time} 동안 라벨 없이 사전학습을 마쳤습니다",
  "texts.failed": "잘되지 않았습니다: {message}",

  "texts.samples": "모델이 쓰는 글",
  "texts.samples.recorded":
    "기록: 3,162스텝을 학습하는 동안 매번 같은 난수로 “{prompt}”에 이어 쓴 글입니다. 직접 사전학습해 보세요.",
  "texts.samples.about": "매번 같은 난수로 “{prompt}”에 이어 씁니다. 다른 것은 배운 내용뿐입니다.",
  "texts.after": "{step}스텝",
  "texts.text": "글",
  "texts.prompt": "이어 쓸 글",
  "texts.temperature": "온도 (0~5)",
  "texts.top_k": "가장 그럴듯한 것만 (0: 모두)",
  "texts.seed": "시드",
  "texts.write": "쓰기",
  "texts.wrong.prompt": "모델이 본 적 있는 글자가 하나도 없습니다. 영어로 입력해 주세요.",
  "texts.wrong.prompt.long": "글이 너무 깁니다. 토큰 29개까지 쓸 수 있습니다.",

  "texts.guesses": "가린 낱말을 무엇으로 보는가",
  "texts.guesses.recorded":
    "기록: 3,162스텝 뒤 “{sentence}”의 괄호 자리에 가장 그럴듯한 낱말 조각입니다. 직접 사전학습해 보세요.",
  "texts.guesses.about": "“{sentence}”의 괄호 자리에 가장 그럴듯한 낱말 조각 다섯 개입니다.",
  "texts.probability": "확률",
  "texts.sentence": "낱말 하나를 [괄호]에 넣은 문장",
  "texts.prepared": "예:",
  "texts.fill": "묻기",
  "texts.wrong.sentence": "낱말 하나를 [괄호]에 넣고 앞뒤에 영어 낱말을 남겨 주세요.",
  "texts.wrong.sentence.long": "문장이 너무 깁니다. 토큰 29개까지 쓸 수 있습니다.",

  "texts.loss": "손실, 토큰당 내트",
  "texts.loss.none": "토큰은 {vocabulary}개입니다. 아무것도 모르면 손실은 {blind}입니다.",
  "texts.loss.recorded":
    "기록: {steps}스텝 동안 아무것도 모르는 손실 {blind}에서 토큰당 {loss} nat까지 내려갔습니다. 직접 사전학습해 보세요.",
  "texts.loss.now": "최근 배치에서 토큰당 {loss}내트입니다.",
  "texts.loss.told": "본 적 없는 텍스트에서 토큰당 {loss}내트이고, 가린 토큰의 {accuracy}를 맞힙니다.",
  "texts.loss.bits": "본 적 없는 텍스트에서 토큰당 {loss}내트, 글자당 {bits}비트입니다.",

  "texts.ladder": "글자당 비트",
  "texts.ladder.unigram": "토큰의 빈도",
  "texts.ladder.xz": "xz로 압축",
  "texts.ladder.bigram": "두 토큰씩 세기",
  "texts.ladder.trigram": "세 토큰씩 세기",
  "texts.ladder.fivegram": "다섯 토큰씩 세기",
  "texts.ladder.model": "이 모델",
  "texts.ladder.about":
    "비트가 적을수록 처음 보는 글의 다음 토큰이 덜 뜻밖입니다. 모두 같은 글을 읽었으며, 세 토큰씩 세는 방법은 이기기 어렵습니다.",
  "texts.ladder.recorded":
    "비트가 적을수록 처음 보는 글의 다음 토큰이 덜 뜻밖입니다. 모델의 값은 3,162단계 뒤에 기록한 것으로, 두 토큰씩 세기와 xz보다 앞서고 세 토큰씩 세기에는 뒤집니다.",
  "texts.ladder.writes": "다섯 토큰씩 세는 방법이 쓴 글: “{text}”",

  "texts.shallow": "이어지는가? 읽지 않고 맞히기",
  "texts.shallow.about":
    "글의 두 반쪽은 길이가 비슷하므로, 다른 글의 뒤쪽이 아무 길이나 될 수 있으면 두 길이만으로 거의 알 수 있습니다. 여기서는 길이가 정확히 같습니다. 모델이 우연보다 앞서는 만큼은 낱말에서 온 것입니다. 시험 텍스트에서 기록했습니다.",
  "texts.shallow.any.lengths": "아무 길이: 두 길이",
  "texts.shallow.any.overlap": "아무 길이: 같은 낱말",
  "texts.shallow.same.lengths": "같은 길이: 두 길이",
  "texts.shallow.same.overlap": "같은 길이: 같은 낱말",
  "texts.shallow.model": "같은 길이: 이 모델",
  "texts.bought": "무엇을 얻었나?",
  "texts.bought.none": "사전학습을 마치면, 뜻풀이가 여덟 종류 가운데 무엇을 풀이하는지 적은 라벨로 배웁니다.",
  "texts.bought.ready": "뜻풀이가 여덟 종류 가운데 무엇을 풀이할까요? 라벨 {labels}개로 배워 비교해 보세요.",
  "texts.bought.weighing": "라벨 {labels}개로 배우는 중, 대조군부터입니다.",
  "texts.bought.about":
    "라벨 {labels}개를 한 번 뽑아 얻은 시험 정확도입니다. 구간이 없으니 작은 차이는 뜻이 없습니다. 우연은 12.5%입니다.",
  "texts.weigh": "비교하기",
  "texts.mode": "방법",
  "texts.accuracy": "정확도",
  "texts.mode.probe_random": "프로브, 학습하지 않은 인코더",
  "texts.mode.naive_bayes": "토큰 수 세기, 나이브 베이즈",
  "texts.mode.tf_idf": "토큰 수 세기, tf-idf",
  "texts.mode.lsa": "프로브, tf-idf의 64개 방향(LSA)",
  "texts.mode.probe": "프로브, 이 인코더",
  "texts.mode.lp_ft": "프로브 뒤 미세조정",
  "texts.board": "어느 과제가 전이되는가?",
  "texts.board.about":
    "라벨 {labels}개로 얻은 테스트 정확도입니다. 기록: 시드마다 라벨을 새로 뽑은 {seeds}개 시드의 평균과 95% 구간. 채운 점은 사전학습한 것, 빈 점은 사전학습이 없는 비교 기준입니다. 우연은 12.5%입니다.",
  "texts.board.here":
    "라벨 {labels}개로 얻은 테스트 정확도입니다. 기록: 시드마다 라벨을 새로 뽑은 {seeds}개 시드의 평균과 95% 구간, 작은 점은 여기서 얻은 값. 채운 점은 사전학습한 것, 빈 점은 사전학습이 없는 비교 기준입니다. 우연은 12.5%입니다.",
  "texts.board.labels": "배운 라벨 수",
  "texts.board.own": "여기서",
  "texts.board.name": "{task} · {mode}",
  "texts.board.probe": "프로브",
  "texts.board.lp_ft": "프로브 후 미세조정",
  "texts.board.supervised.next_token": "처음부터, 앞으로 읽기",
  "texts.board.supervised.masked_tokens": "처음부터, 양쪽 읽기",
  "texts.board.probe_random.next_token": "프로브, 학습 전, 앞으로 읽기",
  "texts.board.probe_random.masked_tokens": "프로브, 학습 전, 양쪽 읽기",
  "texts.pytorch": "PyTorch에서 같은 손실",
  "texts.pytorch.about": "모델의 가중치와 텍스트를 주면 모든 테스트 글을 읽고 위와 같은 손실에 이르는 프로그램입니다.",
  "texts.save.weights": "가중치 저장",
  "texts.save.texts": "텍스트 저장",
  "texts.honest":
    "뜻풀이는 WordNet 3.1에서 왔습니다. 모델의 가중치는 235,138개로 무언가를 알기에는 너무 적지만, 방법을 보여 줍니다. 낱말 세기는 강한 대조군이니 다른 결과를 믿기 전에 먼저 보세요.",

  // Of the reader's own.
  "texts.next_token.lede.own":
    "GPT의 사전 과제입니다. 작은 트랜스포머가 내 글을 읽으며 다음 조각을 하나씩 맞힙니다. 무슨 뜻인지는 아무도 알려 주지 않습니다.",
  "texts.masked_tokens.lede.own":
    "BERT의 사전 과제입니다. 내 글마다 조각 몇 개를 가리고, 작은 트랜스포머가 양쪽을 보고 맞힙니다.",
  "texts.next_sentence.lede.own":
    "BERT의 두 번째 사전 과제로, 가린 토큰과 함께 학습합니다. 글의 절반에서는 뒤쪽 대신 길이가 똑같은 다른 글의 뒤쪽이 옵니다.",
  "texts.atlas.first.own":
    "학습하지 않은 모델이 놓은 테스트 글 {n}개입니다. 비슷한 단어는 이미 모여 있습니다. 학습한 뒤에는 어떨까요?",
  "texts.atlas.both.own":
    "테스트 글 {n}개를 모델 특징의 두 주성분 위에 놓았습니다. 모델은 클래스를 들은 적이 없습니다. 중요한 것은 백분율, 곧 전체 공간에서 가장 가까운 이웃 열 개가 알아맞힌 비율입니다.",
  "texts.honest.own":
    "이렇게 작은 모델이 아는 것은 적습니다. 보여 주는 것은 방법입니다. 낱말 세기는 강한 비교 기준이니, 다른 숫자를 믿기 전에 먼저 보세요.",
  "texts.idle.own": "시작하면 코드 약 0.2 MB를 받습니다. 내 글도, 입력한 것도 이 페이지를 벗어나지 않습니다.",
  "texts.bought.none.own": "사전학습이 끝나면: 적은 라벨로 글의 클래스를 배웁니다.",
  "texts.bought.ready.own": "글은 어느 클래스일까요? 라벨 {labels}개로 배우고 비교해 보세요.",
  "texts.bought.weighing.own": "라벨 {labels}개로 학습하는 중, 비교 기준부터.",
  "texts.bought.about.own":
    "라벨 {labels}개를 한 번 뽑아 얻은 테스트 정확도입니다. 구간이 없으니 작은 차이는 의미가 없습니다. 클래스 크기가 같으면 우연은 {chance}입니다.",

  "texts.atlas.own": "글의 지도",
  "texts.samples.none": "사전학습하면 매번 같은 난수로 모델이 쓴 글이 여기에 나옵니다.",
  "texts.guesses.none": "사전학습하면 가린 낱말을 무엇으로 보는지 여기에 나옵니다.",
  "texts.source": "텍스트: {whose}",
  "texts.source.next": "텍스트: {whose}, 다음 시작부터 {next}",
  "texts.set": "텍스트",
  "texts.about": "학습할 글 {pretext}개, 시험할 글 {test}개, 토큰 {vocabulary}개.",
  "texts.about.none": "클래스가 없어 전이는 하지 않습니다.",
  "texts.about.definitions": "학습할 WordNet 3.1 뜻풀이 40,657개, 시험할 뜻풀이 1,600개, 클래스 8개, 토큰 2,048개.",
  "texts.file": "내 파일",
  "texts.file.hint":
    "한 줄에 글 하나인 .txt, 또는 .csv: 글은 첫 열이나 “text” 열, 클래스는 둘째 열이나 “label” 열에 있거나 없어도 됩니다. UTF-8, 20 MB까지, 글 20개 이상이며 그 십분의 일은 시험용으로 남겨 둡니다. 페이지에 끌어다 놓아도 됩니다.",
  "texts.tokenizer": "자르는 단위",
  "texts.tokenizer.bpe": "낱말 조각 (BPE, 2,048개까지)",
  "texts.tokenizer.bytes": "바이트",
  "texts.tokenizer.hint":
    "내 글에만 적용됩니다. 조각은 글에서 배우고, 바이트는 배울 것 없이 모든 글자를 알지만 글이 몇 배 길어집니다.",
};
