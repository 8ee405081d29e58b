import type { Catalogue } from '../catalogue.ts';

/** Comparisons, searches, charts. */
export const compare = {
  'Nearest writers to list': { de: 'Anzahl der nächsten Schreiber', zh: '列出最接近的书写人数' },
  'Searching…': { de: 'Suche läuft…', zh: '正在检索…' },
  'Search the known writers': { de: 'Nächste Schreiber suchen', zh: '检索样本书写人' },
  'Choose at least one questioned item.': {
    de: 'Wählen Sie mindestens ein fragliches Schriftstück.',
    zh: '请至少选择一份检材。',
  },
  'Earlier searches': { de: 'Frühere Suchen', zh: '以往检索' },
  'Comparing…': { de: 'Vergleich läuft…', zh: '正在比对…' },
  'Choose at least one item on each side.': {
    de: 'Wählen Sie mindestens je ein fragliches und ein Vergleichsschriftstück.',
    zh: '请在每一侧至少选择一份材料。',
  },
  'Earlier comparisons': { de: 'Frühere Vergleiche', zh: '以往比对' },
  cosine: { de: 'Kosinus', zh: '余弦' },
  'Place in the reference population': { de: 'Lage in der Referenzpopulation', zh: '在参考总体中的位置' },
  Writers: { de: 'Schreiber/innen', zh: '书写人' },
  'Same words': { de: 'Gleiche Wörter', zh: '相同字词' },
  'Computed on': { de: 'Berechnet auf', zh: '计算设备' },
  At: { de: 'Zeitpunkt', zh: '时间' },
  'Order of the pairs': { de: 'Reihenfolge der Paare', zh: '配对顺序' },
  'Nearest hands first': { de: 'Nächste Schreiberhände zuerst', zh: '最接近的笔迹在前' },
  'Farthest hands first': { de: 'Fernste Schreiberhände zuerst', zh: '最远的笔迹在前' },
  'Transcription of the pairs': { de: 'Transkription der Paare', zh: '配对的转写' },
  'No words of this comparison were taken for the same text.': {
    de: 'Keine Wörter dieses Vergleichs wurden für denselben Text gehalten.',
    zh: '本次比对中没有被认为内容相同的字词。',
  },
  'No pair is transcribed like this. Type what words read in the Case view.': {
    de: 'Kein Paar hat diese Transkription. Geben Sie in der Ansicht „Fall“ ein, wie Wörter lauten.',
    zh: '没有这样转写的配对。请在“案件”视图中输入字词内容。',
  },
  'Likelihood ratio': { de: 'Likelihood-Quotient', zh: '似然比' },
  'log10 LR': { de: 'log10 LR', zh: 'log10 LR' },
  'It is no probability that one person wrote both, and holds for natural writing only.': {
    de: 'Er ist keine Wahrscheinlichkeit dafür, dass eine Person beides schrieb, und gilt nur für natürliche Schrift.',
    zh: '它不是两者由同一人书写的概率，且仅适用于自然书写。',
  },
  'Not offered: “written by this known writer”, judged by how much that writer’s own known items vary.': {
    de: 'Nicht angeboten: „von der Person der Vergleichsschriften geschrieben“, gemessen daran, wie sehr ihre Schriften untereinander variieren.',
    zh: '不提供：“由该样本书写人书写”（以其自身样本之间的变化程度为依据）。',
  },
  'Measured on known items written apart, such a ratio is the higher the more these vary, all else alike: uneven specimens would count against their writer. The ratio given does not depend on how the known words are shared out among items.':
    {
      de: 'An getrennt geschriebenen Vergleichsschriften gemessen, ist ein solcher Quotient bei sonst gleichen Werten umso höher, je mehr diese variieren: Ungleichmäßige Schriftproben würden gegen ihre Urheberin oder ihren Urheber zählen. Der angegebene Quotient hängt nicht davon ab, wie die Wörter der Vergleichsschriften auf Schriftstücke verteilt sind.',
      zh: '用分别书写的样本测量时，在其他条件相同的情况下，样本变化越大，这种似然比就越高：参差不齐的样本会对其书写人不利。此处给出的似然比与样本字词如何分布在各份材料中无关。',
    },
  Bounds: { de: 'Grenzen', zh: '界限' },
  'Error rates': { de: 'Fehlerraten', zh: '错误率' },
  Scale: { de: 'Skala', zh: '量表' },
  'Calibration SHA-256': { de: 'SHA-256 der Kalibrierung', zh: '校准 SHA-256' },
  'No pair of same words was found.': {
    de: 'Kein Paar gleicher Wörter wurde gefunden.',
    zh: '未找到相同字词的配对。',
  },
  'The same writing, pixel for pixel, is assigned to {writers} as well.': {
    de: 'Dieselbe Schrift ist, Pixel für Pixel, auch {writers} zugeordnet.',
    zh: '同一书写内容（逐像素相同）也被归于{writers}。',
  },
  'Investigative, not evidence.': {
    de: 'Ermittlungshinweis, kein Beweismittel.',
    zh: '仅供侦查参考，不是证据。',
  },
  'None of the writers listed is near.': {
    de: 'Keine der aufgeführten Personen liegt nahe.',
    zh: '所列书写人均不接近。',
  },
  'Open in Compare': { de: 'Im Vergleich öffnen', zh: '在“比对”中打开' },
  'No comparison stands. Compare items to see their score among pairs of known origin.': {
    de: 'Kein Vergleich hat Bestand. Vergleichen Sie Schriftstücke, um ihren Score unter Paaren bekannter Herkunft zu sehen.',
    zh: '没有有效的比对。请比对材料，以查看其分数在来源已知的配对中的位置。',
  },
  'The reference population does not reach so little writing.': {
    de: 'Die Referenzpopulation reicht nicht bis zu so wenig Schrift.',
    zh: '参考总体不涵盖如此少量的笔迹。',
  },
  'Tippett plot of the likelihood ratios, with this result drawn in': {
    de: 'Tippett-Diagramm der Likelihood-Quotienten, mit diesem Ergebnis eingezeichnet',
    zh: '似然比的 Tippett 图，并标出本结果',
  },
  'Map of hands': { de: 'Karte der Schreiberhände', zh: '笔迹分布图' },
  'A map needs three hands with encoded words: questioned items or known writers.': {
    de: 'Eine Karte braucht drei Schreiberhände mit kodierten Wörtern: fragliche Schriftstücke oder Vergleichsschreiber.',
    zh: '分布图需要三个具有已编码字词的笔迹：检材或样本书写人。',
  },
  'Same word, two hands': { de: 'Gleiches Wort, zwei Schreiberhände', zh: '相同字词，两种笔迹' },
  'Rows of the matrix': { de: 'Zeilen der Matrix', zh: '矩阵的行' },
  'Matrix of cosines': { de: 'Matrix der Kosinus', zh: '余弦矩阵' },
  'The same word by two hands of {items}, questioned above and known below. Words were paired by the computation; single ones tell hands apart poorly.':
    {
      de: 'Dasselbe Wort von zwei Schreiberhänden aus {items}, oben die fragliche Schrift, unten die Vergleichsschrift. Die Berechnung hat die Wörter gepaart; einzelne unterscheiden Schreiberhände nur schlecht.',
      zh: '{items} 中两处笔迹的同一字词，上为检材，下为样本。字词由计算配对；单个字词难以区分笔迹。',
    },
  'From the original pixels, not to one scale: a page does not state its resolution.': {
    de: 'Aus den Originalpixeln, nicht in einem Maßstab: Für eine Seite ist keine Auflösung angegeben.',
    zh: '取自原始像素，比例不一：有页面未注明分辨率。',
  },
  'Nearness of all items': { de: 'Nähe aller Schriftstücke', zh: '全部材料的接近程度' },
  'Two items with encoded words are needed.': {
    de: 'Nötig sind zwei Schriftstücke mit kodierten Wörtern.',
    zh: '需要两份具有已编码字词的材料。',
  },
  'Distributions of scores': { de: 'Verteilungen der Scores', zh: '分数分布' },
  'A comparison needs a questioned and a known item.': {
    de: 'Ein Vergleich braucht ein fragliches Schriftstück und eine Vergleichsschrift.',
    zh: '比对需要一份检材和一份样本。',
  },
  'A search needs a questioned item.': {
    de: 'Eine Suche braucht ein fragliches Schriftstück.',
    zh: '检索需要一份检材。',
  },
  '1st {writer}': { de: '1. {writer}', zh: '第 1：{writer}' },
  nobody: { de: 'niemand', zh: '无人' },
  'Choose questioned items and search: the nearest known writers of this case are ranked here. A rank is investigative, not evidence.':
    {
      de: 'Wählen Sie fragliche Schriftstücke und suchen Sie: Hier erscheinen die nächsten Vergleichsschreiber dieses Falls in Rangfolge. Ein Rang ist ein Ermittlungshinweis, kein Beweismittel.',
      zh: '选择检材并检索：本案中最接近的样本书写人将在此按名次列出。名次仅供侦查参考，不是证据。',
    },
  '{share} of same-writer scores are this or lower': {
    de: '{share} der Scores von Paaren einer Person sind so hoch oder niedriger',
    zh: '{share} 的同一书写人分数不高于此值',
  },
  '{share} of different-writer scores are this or lower': {
    de: '{share} der Scores von Paaren zweier Personen sind so hoch oder niedriger',
    zh: '{share} 的不同书写人分数不高于此值',
  },
  'Stale: {why}': { de: 'Überholt: {why}', zh: '已过时：{why}' },
  'Reference {population}': { de: 'Referenz {population}', zh: '参考 {population}' },
  '{cllr}. Misleading, of pairs by one writer: {same}. Of pairs by two: {different}.': {
    de: '{cllr}. Irreführend, von Paaren einer Person: {same}. Von Paaren zweier Personen: {different}.',
    zh: '{cllr}。误导率，同一书写人的配对：{same}；不同书写人的配对：{different}。',
  },
  '{count, number} words or more': {
    de: '{count, number} oder mehr Wörter',
    zh: '{count, number} 个或更多字词',
  },
  '{least, number} to {most, number} words': {
    de: '{least, number} bis {most, number} Wörter',
    zh: '{least, number} 至 {most, number} 个字词',
  },
  'texts of {words}': { de: 'Textumfang: {words}', zh: '文本量：{words}' },
  '{lower} to {upper}': { de: '{lower} bis {upper}', zh: '{lower} 至 {upper}' },
  '{lower} to {upper}; held at the lower': {
    de: '{lower} bis {upper}; an der unteren Grenze gehalten',
    zh: '{lower} 至 {upper}；限于下界',
  },
  '{lower} to {upper}; held at the upper': {
    de: '{lower} bis {upper}; an der oberen Grenze gehalten',
    zh: '{lower} 至 {upper}；限于上界',
  },
  'No likelihood ratio: {reason}': { de: 'Kein Likelihood-Quotient: {reason}', zh: '没有似然比：{reason}' },
  'Show both words side by side. {figures}': {
    de: 'Beide Wörter nebeneinander zeigen. {figures}',
    zh: '并排显示两个字词。{figures}',
  },
  'text {cosine}': { de: 'Text {cosine}', zh: '内容 {cosine}' },
  'writer cosine {writer}, same-text cosine {text}': {
    de: 'Schreiber-Kosinus {writer}, Text-Kosinus {text}',
    zh: '书写人余弦 {writer}，同内容余弦 {text}',
  },
  'A rank says which of the writers searched is nearest, not that the writer is among them.': {
    de: 'Ein Rang sagt, welche der einbezogenen Personen am nächsten liegt, nicht, dass die schreibende Person unter ihnen ist.',
    zh: '名次只说明所检索的书写人中谁最接近，并不说明书写者就在其中。',
  },
  '{items}: {words} against {writers}.': {
    de: '{items}: {words} gegen {writers}.',
    zh: '{items}：{words}，对照 {writers}。',
  },
  'Left out for want of usable words: {writers}.': {
    de: 'Mangels verwendbarer Wörter ausgelassen: {writers}.',
    zh: '因缺少可用字词而略去：{writers}。',
  },
  '{model} on {provider}, {at}.': { de: '{model} auf {provider}, {at}.', zh: '{model}，{provider}，{at}。' },
  'Rank {rank}: {writer}': { de: 'Rang {rank}: {writer}', zh: '第 {rank} 名：{writer}' },
  ', {more}': { de: ', {more}', zh: '，{more}' },
  'log10 LR {value}: {words}': { de: 'log10 LR {value}: {words}', zh: 'log10 LR {value}：{words}' },
  'Same words, nearest first: {pairs}': {
    de: 'Gleiche Wörter, nächste zuerst: {pairs}',
    zh: '相同字词，最接近者在前：{pairs}',
  },
  'Choose items at the left and compare them: the result stands here.': {
    de: 'Wählen Sie links Schriftstücke und vergleichen Sie sie: Das Ergebnis steht dann hier.',
    zh: '在左侧选择材料并进行比对：结果显示在此处。',
  },
  'Scores of {same, plural, one {# pair} other {# pairs}} by one writer and {different, plural, one {# pair} other {# pairs}} by two ({basis}): the share that scores no more.':
    {
      de: 'Scores von {same, plural, one {# Paar} other {# Paaren}} einer Person und {different, plural, one {# Paar} other {# Paaren}} zweier Personen ({basis}): der Anteil mit höchstens diesem Score.',
      zh: '同一书写人的 {same, number} 对与不同书写人的 {different, number} 对的分数（{basis}）：分数不高于该值的比例。',
    },
  'This comparison rests on more: its line is the middle of {count, plural, one {# random draw} other {# random draws}} of as many words, grey is where nine in ten of them lie.':
    {
      de: 'Dieser Vergleich beruht auf mehr: Seine Linie ist die Mitte von {count, plural, one {# Zufallsziehung} other {# Zufallsziehungen}} ebenso vieler Wörter, grau ist, wo neun von zehn liegen.',
      zh: '本次比对依据的字词更多：其线为 {count, number} 次同等数量字词随机抽取的中值，灰色为其中十分之九所在的范围。',
    },
  'Distributions of scores. {same} of pairs by one writer and {different} of pairs by two score the same or less than this comparison.':
    {
      de: 'Verteilungen der Scores. {same} der Paare einer Person und {different} der Paare zweier Personen haben höchstens den Score dieses Vergleichs.',
      zh: '分数分布。同一书写人的配对中 {same}、不同书写人的配对中 {different} 的分数不高于本次比对。',
    },
  'Tippett plot: for each log10 LR, the share of pairs of known origin that have as much or more.': {
    de: 'Tippett-Diagramm: zu jedem log10 LR der Anteil der Paare bekannter Herkunft, die ebenso viel oder mehr haben.',
    zh: 'Tippett 图：对于每个 log10 LR，来源已知的配对中达到或超过该值的比例。',
  },
  'Grey: the 95 % interval of this result.': {
    de: 'Grau: das 95-%-Intervall dieses Ergebnisses.',
    zh: '灰色：本结果的 95% 区间。',
  },
  'Map of {count, plural, one {# hand} other {# hands}} by the distances of their mean embeddings': {
    de: 'Karte von {count, plural, one {# Schreiberhand} other {# Schreiberhänden}} nach den Abständen ihrer mittleren Embeddings',
    zh: '按平均嵌入向量距离绘制的 {count, number} 种笔迹的分布图',
  },
  '{count, plural, one {# name has no room and is} other {# names have no room and are}} left out: point at a dot for its name.':
    {
      de: '{count, plural, one {# Name hat keinen Platz und ist} other {# Namen haben keinen Platz und sind}} weggelassen: Zeigen Sie auf einen Punkt, um seinen Namen zu sehen.',
      zh: '{count, number}个名称因无处可放而略去：将指针移到圆点上可查看其名称。',
    },
  'Questioned items, and each known writer as one, by classical scaling of the distances between their mean writer embeddings. What lies near here may lie apart in what is not shown; it is no evidence.':
    {
      de: 'Fragliche Schriftstücke und je Vergleichsschreiber ein Punkt, durch klassische Skalierung der Abstände ihrer mittleren Schreiber-Embeddings. Was hier nahe liegt, kann im nicht Gezeigten auseinanderliegen; es ist kein Beweismittel.',
      zh: '检材各为一点，每名样本书写人为一点，由其平均书写人嵌入向量之间的距离经经典标度得出。图上接近者在未显示的维度上可能相距较远；这不是证据。',
    },
  'Pairs of words of {items} that were taken for the same text, each with the cosine of its two hands. Single words tell hands apart poorly.':
    {
      de: 'Wortpaare aus {items}, die für denselben Text gehalten wurden, jeweils mit dem Kosinus ihrer beiden Schreiberhände. Einzelne Wörter unterscheiden Schreiberhände schlecht.',
      zh: '{items} 中被认为内容相同的字词配对，各附两种笔迹的余弦值。单个字词难以区分笔迹。',
    },
  'Cosine of the mean writer embeddings of both, the stronger the shade the nearer. Texts of few words lie farther apart whoever wrote them.':
    {
      de: 'Kosinus der mittleren Schreiber-Embeddings beider; je kräftiger der Ton, desto näher. Texte mit wenigen Wörtern liegen weiter auseinander, gleich wer sie schrieb.',
      zh: '双方平均书写人嵌入向量的余弦，颜色越深越接近。字词少的文本无论由谁书写都相距较远。',
    },
  '{count, plural, one {# more item} other {# more items}} not shown.': {
    de: '{count, plural, one {# weiteres Schriftstück ist} other {# weitere Schriftstücke sind}} nicht gezeigt.',
    zh: '另有 {count, number} 份材料未显示。',
  },
  'Compare (do)': { en: 'Compare', de: 'Vergleichen', zh: '比对' },
  'Pair {number}: writer cosine {writer}, text {text}': {
    de: 'Paar {number}: Schreiber-Kosinus {writer}, Text {text}',
    zh: '第 {number} 对：书写人余弦 {writer}，内容 {text}',
  },
  'writer cosine {writer}, {text}': {
    de: 'Schreiber-Kosinus {writer}, {text}',
    zh: '书写人余弦 {writer}，{text}',
  },
  'Why {cosine}': { de: 'Warum {cosine}', zh: '依据 {cosine}' },
  Why: { de: 'Warum', zh: '依据' },
  'Show what the model used of this pair': {
    de: 'Zeigen, was das Modell von diesem Paar verwendet hat',
    zh: '显示模型对此配对所用的依据',
  },
  'Show what the model used': { de: 'Zeigen, was das Modell verwendet hat', zh: '显示模型所用的依据' },
  Hide: { de: 'Ausblenden', zh: '隐藏' },
  'First word': { de: 'Erstes Wort', zh: '第一个字词' },
  'Second word': { de: 'Zweites Wort', zh: '第二个字词' },
  'Choose two words, or a pair of same words above.': {
    de: 'Wählen Sie zwei Wörter, oder oben ein Paar gleicher Wörter.',
    zh: '选择两个字词，或在上方选择一对相同字词。',
  },
  '{word}: parts that agree give {agrees}, parts that differ {differs}.': {
    de: '{word}: Übereinstimmende Teile ergeben {agrees}, abweichende {differs}.',
    zh: '{word}：相符部分贡献 {agrees}，相异部分 {differs}。',
  },
  'What the model used of both words, writer cosine {value}.': {
    de: 'Was das Modell von beiden Wörtern verwendet hat, Schreiber-Kosinus {value}.',
    zh: '模型对两个字词所用的依据，书写人余弦 {value}。',
  },
  'What the model used, not what an examiner would. The writer vector of a word is the mean of what its parts give, so that the cosine of two words is a sum over the parts of either: those filled add to it, those hatched take from it, the stronger the more. What a part gives depends on what lies around it as well. It says nothing about why somebody writes so, and is no finding.':
    {
      de: 'Was das Modell verwendet hat, nicht, was eine sachverständige Person verwenden würde. Der Schreibervektor eines Wortes ist das Mittel dessen, was seine Teile ergeben, sodass der Kosinus zweier Wörter eine Summe über die Teile jedes der beiden ist: gefüllte erhöhen ihn, schraffierte verringern ihn, je kräftiger, desto mehr. Was ein Teil ergibt, hängt auch von seiner Umgebung ab. Es sagt nichts darüber, warum jemand so schreibt, und ist kein Befund.',
      zh: '模型所用的依据，而非鉴定人会采用的依据。字词的书写人向量是其各部分所给结果的均值，因此两个字词的余弦是其中任一字词各部分之和：填充的部分增大余弦，画斜线的部分减小余弦，越浓则作用越大。某一部分的结果也取决于其周围内容。它不说明某人为何如此书写，也不是检验所见。',
    },
  '{word}: item': { de: '{word}: Schriftstück', zh: '{word}：材料' },
  '{word}: word': { de: '{word}: Wort', zh: '{word}：字词' },
  'Item…': { de: 'Schriftstück…', zh: '材料…' },
  'Word…': { de: 'Wort…', zh: '字词…' },
} as const satisfies Catalogue;
