import type { Catalogue } from '../catalogue.ts';

/** What a report says of comparisons, searches and pairs of words. */
export const results = {
  Comparisons: { de: 'Vergleiche', zh: '比对' },
  'This report holds no comparison.': {
    de: 'Dieser Bericht enthält keinen Vergleich.',
    zh: '本报告不含比对。',
  },
  '{questioned} compared with {known}': {
    de: '{questioned} verglichen mit {known}',
    zh: '{questioned}与{known}的比对',
  },
  'This result no longer stands for the case as it is:': {
    de: 'Dieses Ergebnis gilt für den Fall, wie er jetzt ist, nicht mehr:',
    zh: '就本案现状而言，该结果不再成立：',
  },
  '{words, plural, one {# word} other {# words}}': {
    de: '{words, plural, one {# Wort} other {# Wörter}}',
    zh: '{words, number}个字词',
  },
  '{writers, plural, one {# writer} other {# writers}}': {
    de: '{writers, plural, one {# Schreiber} other {# Schreiber}}',
    zh: '{writers, number}名书写人',
  },
  'Writer of the known': { de: 'Schreiber der Vergleichsschrift', zh: '样本书写人' },
  'not named': { de: 'nicht benannt', zh: '未注明' },
  Score: { de: 'Score', zh: '分数' },
  'Cosine of the mean writer embeddings of both sides, from −1 to 1.': {
    de: 'Kosinus der mittleren Schreibervektoren beider Texte, von −1 bis 1.',
    zh: '两侧平均书写人嵌入向量的余弦，从−1到1。',
  },
  Reference: { de: 'Referenz', zh: '参考' },
  'none for this quantity of text': { de: 'keine für diese Textmenge', zh: '该文字量无参考数据' },
  '{population}: {writers, plural, one {# writer} other {# writers}}, {words, plural, one {# word} other {# words}} on each side':
    {
      de: '{population}: {writers, plural, one {# Schreiber} other {# Schreiber}}, {words, plural, one {# Wort} other {# Wörter}} in jedem der beiden Texte',
      zh: '{population}：{writers, number}名书写人，每侧{words, number}个字词',
    },
  '{population}: {writers, plural, one {# writer} other {# writers}}, {words, plural, one {# word} other {# words}} on each side; means over {draws, plural, one {# random draw} other {# random draws}} of as many words':
    {
      de: '{population}: {writers, plural, one {# Schreiber} other {# Schreiber}}, {words, plural, one {# Wort} other {# Wörter}} in jedem der beiden Texte; Mittelwerte über {draws, plural, one {# zufällige Ziehung} other {# zufällige Ziehungen}} von ebenso vielen Wörtern',
      zh: '{population}：{writers, number}名书写人，每侧{words, number}个字词；为随机抽取{draws, number}次、每次抽取同等字词数的平均值',
    },
  'Same writer': { de: 'Derselbe Schreiber', zh: '同一书写人' },
  '{share} of {pairs, plural, one {# same-writer pair} other {# same-writer pairs}} score the same or less.':
    {
      de: '{share} von {pairs, plural, one {# Paar} other {# Paaren}} desselben Schreibers erreichen denselben oder einen niedrigeren Score.',
      zh: '{pairs, number}对同一书写人配对中，{share}的分数与之相同或更低。',
    },
  'Different writers': { de: 'Verschiedene Schreiber', zh: '不同书写人' },
  '{share} of {pairs, plural, one {# different-writer pair} other {# different-writer pairs}} score the same or less.':
    {
      de: '{share} von {pairs, plural, one {# Paar} other {# Paaren}} verschiedener Schreiber erreichen denselben oder einen niedrigeren Score.',
      zh: '{pairs, number}对不同书写人配对中，{share}的分数与之相同或更低。',
    },
  Computed: { de: 'Berechnet', zh: '计算' },
  '{at} by {software}, {model}, {provider}': {
    de: '{at} mit {software}, {model}, {provider}',
    zh: '{at}，{software}，{model}，{provider}',
  },

  'The mean writer embeddings of {questioned, plural, one {# questioned word} other {# questioned words}} and {known, plural, one {# known word} other {# known words}} have a cosine of {score}.':
    {
      de: 'Die mittleren Schreibervektoren von {questioned, plural, one {# fraglichen Wort} other {# fraglichen Wörtern}} und {known, plural, one {# Vergleichswort} other {# Vergleichswörtern}} haben einen Kosinus von {score}.',
      zh: '{questioned, number}个检材字词与{known, number}个样本字词的平均书写人嵌入向量，其余弦为{score}。',
    },
  'There is no reference population for this model and quantity of text, so the figure cannot be placed. The score is not a likelihood ratio.':
    {
      de: 'Für dieses Modell und diese Textmenge gibt es keine Referenzpopulation, daher lässt sich der Wert nicht einordnen. Der Score ist kein Likelihood-Quotient.',
      zh: '该模型在此文字量下没有参考总体，因此无法确定该数值所处的位置。分数不是似然比。',
    },
  'Among pairs with as much text ({words, plural, one {# word} other {# words}} a side) of the reference population "{population}" ({writers, plural, one {# writer} other {# writers}}), {same} of {samePairs, plural, one {# same-writer pair} other {# same-writer pairs}} and {different} of {differentPairs, plural, one {# different-writer pair} other {# different-writer pairs}} score the same or less.':
    {
      de: 'Unter Paaren mit gleicher Textmenge ({words, plural, one {# Wort} other {# Wörter}} je Text) der Referenzpopulation „{population}“ ({writers, plural, one {# Schreiber} other {# Schreiber}}) erreichen {same} von {samePairs, plural, one {# Paar} other {# Paaren}} desselben Schreibers und {different} von {differentPairs, plural, one {# Paar} other {# Paaren}} verschiedener Schreiber denselben oder einen niedrigeren Score.',
      zh: '在参考总体“{population}”（{writers, number}名书写人）文字量相同（每侧{words, number}个字词）的配对中，{samePairs, number}对同一书写人配对有{same}、{differentPairs, number}对不同书写人配对有{different}的分数与之相同或更低。',
    },
  'To place it, {draws, plural, one {# random draw} other {# random draws}} of {words, plural, one {# word} other {# words}} a side, the largest quantity on record for this much writing, were scored. Among pairs with as much text of the reference population "{population}" ({writers, plural, one {# writer} other {# writers}}), {same} of {samePairs, plural, one {# same-writer pair} other {# same-writer pairs}} and {different} of {differentPairs, plural, one {# different-writer pair} other {# different-writer pairs}} score the same or less, on average over the draws.':
    {
      de: 'Zur Einordnung wurde der Score für {draws, plural, one {# zufällige Ziehung} other {# zufällige Ziehungen}} von {words, plural, one {# Wort} other {# Wörtern}} je Text berechnet, der größten für so viel Schrift vorhandenen Menge. Unter Paaren mit gleicher Textmenge der Referenzpopulation „{population}“ ({writers, plural, one {# Schreiber} other {# Schreiber}}) erreichen im Mittel über die Ziehungen {same} von {samePairs, plural, one {# Paar} other {# Paaren}} desselben Schreibers und {different} von {differentPairs, plural, one {# Paar} other {# Paaren}} verschiedener Schreiber denselben oder einen niedrigeren Score.',
      zh: '为确定其位置，对每侧随机抽取的{words, number}个字词计算分数，共抽取{draws, number}次；该字词数是参考数据对这样多的书写内容所具有的最大文字量。在参考总体“{population}”（{writers, number}名书写人）文字量相同的配对中，按各次抽取平均，{samePairs, number}对同一书写人配对有{same}、{differentPairs, number}对不同书写人配对有{different}的分数与之相同或更低。',
    },
  'This places the score among pairs of known origin; the score is not a probability that one person wrote both, and not a likelihood ratio. It holds for natural writing like that of the reference population, and says nothing about disguise or simulation.':
    {
      de: 'Damit ist der Score unter Paaren bekannter Herkunft eingeordnet; er ist keine Wahrscheinlichkeit dafür, dass eine Person beides geschrieben hat, und kein Likelihood-Quotient. Er gilt für natürliche Schrift wie die der Referenzpopulation und sagt nichts über Verstellung oder Nachahmung aus.',
      zh: '这说明该分数在来源已知的配对中所处的位置；分数不是两者由同一人书写的概率，也不是似然比。它适用于与参考总体相类似的自然书写，对伪装或摹仿不作任何说明。',
    },

  'No word was found on both sides.': {
    de: 'Kein Wort wurde in beiden Texten gefunden.',
    zh: '未找到两侧共有的字词。',
  },
  '{pairs, plural, one {# pair} other {# pairs}} of words taken for the same text, the surest first:': {
    de: '{pairs, plural, one {# Paar} other {# Paare}} von Wörtern, die für denselben Text gehalten werden, die sichersten zuerst:',
    zh: '被认作同一文字的字词共{pairs, number}对，把握最大者在前：',
  },
  'Of {pairs, plural, one {# pair} other {# pairs}} of words taken for the same text the {shown} surest are shown; all are listed in the JSON file.':
    {
      de: 'Von {pairs, plural, one {# Paar} other {# Paaren}} von Wörtern, die für denselben Text gehalten werden, sind die {shown} sichersten gezeigt; alle sind in der JSON-Datei aufgeführt.',
      zh: '被认作同一文字的字词共{pairs, number}对，此处示出把握最大的{shown}对；全部配对列于JSON文件中。',
    },
  'Word cosine {word}, writer cosine {writer}.': {
    de: 'Wortkosinus {word}, Schreiberkosinus {writer}.',
    zh: '文字余弦{word}，书写人余弦{writer}。',
  },
  'Rank {rank}, {writer}: one of the nearest pairs of words taken for the same text.': {
    de: 'Rang {rank}, {writer}: eines der nächsten Paare von Wörtern, die für denselben Text gehalten werden.',
    zh: '第{rank}名，{writer}：被认作同一文字的字词中最相近的配对之一。',
  },
  'Rank {rank}, {writer}: the same writing, pixel for pixel, is assigned to {writers} as well.': {
    de: 'Rang {rank}, {writer}: Dieselbe Schrift ist, Pixel für Pixel, auch {writers} zugeordnet.',
    zh: '第{rank}名，{writer}：同一书写内容（逐像素相同）也被归于{writers}。',
  },
  'Word of an earlier preparation': { de: 'Wort einer früheren Aufbereitung', zh: '此前处理所得的字词' },
  'Figure {number}.': { de: 'Abbildung {number}.', zh: '图{number}。' },
  'No scale: resolution not stated.': {
    de: 'Kein Maßstab: Auflösung nicht angegeben.',
    zh: '无比例：未注明分辨率。',
  },
  'At {times} times natural size.': { de: '{times}-fache natürliche Größe.', zh: '为实际大小的{times}倍。' },
  'Not to one scale: resolution not stated.': {
    de: 'Nicht im selben Maßstab: Auflösung nicht angegeben.',
    zh: '比例不一致：未注明分辨率。',
  },
  'Not to one scale: the stated resolutions and sizes lie too far apart.': {
    de: 'Nicht im selben Maßstab: Die angegebenen Auflösungen und die Größen liegen zu weit auseinander.',
    zh: '比例不一致：所述分辨率与尺寸相差过大。',
  },
  'Both at {times} times natural size.': {
    de: 'Beide in {times}-facher natürlicher Größe.',
    zh: '两者均为实际大小的{times}倍。',
  },

  Searches: { de: 'Suchen', zh: '检索' },
  'This report holds no search.': { de: 'Dieser Bericht enthält keine Suche.', zh: '本报告不含检索。' },
  'Writers nearest to {questioned}': {
    de: 'Schreiber, die {questioned} am nächsten sind',
    zh: '与{questioned}最相近的书写人',
  },
  Searched: { de: 'Einbezogen', zh: '检索范围' },
  'Left out': { de: 'Nicht einbezogen', zh: '未计入' },
  none: { de: 'keine', zh: '无' },
  Rank: { de: 'Rang', zh: '名次' },
  Writer: { de: 'Schreiber', zh: '书写人' },
  Words: { de: 'Wörter', zh: '字词数' },
  '{searched, plural, one {# known writer} other {# known writers}} ranked by the cosine of mean writer embeddings against {questioned, plural, one {# questioned word} other {# questioned words}}. A rank is an investigative lead, not evidence: the nearest writer of a collection is near by construction, and the writer of the questioned text may not be in it at all.':
    {
      de: '{searched, plural, one {# Vergleichsschreiber} other {# Vergleichsschreiber}}, geordnet nach dem Kosinus der mittleren Schreibervektoren zu {questioned, plural, one {# fraglichen Wort} other {# fraglichen Wörtern}}. Ein Rang ist ein Ermittlungshinweis ohne Beweiswert: Der nächste Schreiber einer Sammlung ist schon nach der Art der Suche nah, und der Schreiber des fraglichen Textes muss gar nicht in ihr sein.',
      zh: '{searched, number}名样本书写人，按与{questioned, number}个检材字词的平均书写人嵌入向量的余弦排列。名次是侦查线索，不是证据：集合中最相近的书写人本就因检索方式而相近，而检材的书写人可能根本不在其中。',
    },
  'None of the writers listed is near: for none is the likelihood ratio 2 or more, of the proposition that the questioned and the known writing were written by one person against the proposition that they were written by two.':
    {
      de: 'Keiner der aufgeführten Schreiber liegt nahe: Für keinen beträgt der Likelihood-Quotient 2 oder mehr, und zwar der Hypothese, dass die fragliche und die Vergleichsschrift von einer Person geschrieben wurden, gegenüber der Hypothese, dass sie von zwei Personen geschrieben wurden.',
      zh: '所列书写人均不相近：就检材与样本由同一人书写的假设相对于由两人书写的假设而言，无一人的似然比达到2或以上。',
    },
  'By the pairs of known origin of its calibration {count} of the {searched, plural, one {# writer} other {# writers}} searched would be expected to be near, with a likelihood ratio of 2 or more, if none of them had written the questioned text.':
    {
      de: 'Nach den Paaren bekannter Herkunft der Kalibrierung wäre zu erwarten, dass {count} von {searched, plural, one {# durchsuchten Schreiber} other {# durchsuchten Schreibern}} nahe liegen, mit einem Likelihood-Quotienten von 2 oder mehr, wenn keiner von ihnen den fraglichen Text geschrieben hätte.',
      zh: '按校准所用来源已知的配对，即使检索的{searched, number}名书写人均未书写检材，预计仍有{count}人相近（似然比达到2或以上）。',
    },
  'Likelihood ratios are called by the scale "{name}" ({steps}; reciprocals against).': {
    de: 'Likelihood-Quotienten werden nach der Skala „{name}“ benannt ({steps}; Kehrwerte dagegen).',
    zh: '似然比按量表“{name}”表述（{steps}；倒数表示反对）。',
  },
} as const satisfies Catalogue;
