import type { Catalogue } from '../catalogue.ts';

/** What a report says of its charts. */
export const charts = {
  'Figure {number}': { de: 'Abbildung {number}', zh: '图{number}' },
  'Figures {first} to {last}': { de: 'Abbildungen {first} bis {last}', zh: '图{first}至图{last}' },
  'An empty frame stands for what is not shown.': {
    de: 'Ein leerer Rahmen steht für das, was nicht gezeigt wird.',
    zh: '空框表示未显示的内容。',
  },

  '{figure}: where this score lies among scores of pairs of known origin.': {
    de: '{figure}: wo dieser Score unter Scores von Paaren bekannter Herkunft liegt.',
    zh: '{figure}：该分数在已知来源配对分数中的位置。',
  },
  'Scores of {same, plural, one {# pair} other {# pairs}} by one writer and {different, plural, one {# pair} other {# pairs}} by two, of {population} with {words, plural, one {# word} other {# words}} on each side: the share that scores no more.':
    {
      de: 'Scores von {same, plural, one {# Paar} other {# Paaren}} eines Schreibers und {different, plural, one {# Paar} other {# Paaren}} zweier Schreiber aus {population} mit {words, plural, one {# Wort} other {# Wörtern}} in jedem der beiden Texte: der Anteil mit höchstens diesem Score.',
      zh: '{population}中每侧{words, number}个字词的同一书写人配对{same, number}对与不同书写人配对{different, number}对的分数：分数不高于该值的比例。',
    },
  'This comparison rests on more words: its line is the middle of {draws, plural, one {# random draw} other {# random draws}} of as many, and nine in ten of them lie in the grey.':
    {
      de: 'Dieser Vergleich beruht auf mehr Wörtern: Seine Linie ist die Mitte von {draws, plural, one {# zufälligen Ziehung} other {# zufälligen Ziehungen}} ebenso vieler, und neun von zehn liegen im Grauen.',
      zh: '本次比对依据的字词更多：其线为{draws, number}次随机抽取同等数量字词所得分数的中值，灰色区域为其中十分之九所在的范围。',
    },
  'Distributions of scores with this comparison at {score}. {same} of pairs by one writer and {different} of pairs by two score the same or less.':
    {
      de: 'Verteilungen der Scores mit diesem Vergleich bei {score}. {same} der Paare eines Schreibers und {different} der Paare zweier Schreiber erreichen denselben oder einen niedrigeren Score.',
      zh: '分数分布，本次比对位于{score}。同一书写人配对中{same}、不同书写人配对中{different}的分数与之相同或更低。',
    },

  '{figure}: of {pairs, plural, one {# pair} other {# pairs}} of words taken for the same text, the {shown} whose two hands lie nearest to each other by the computation. They are chosen by likeness, and so show likeness: they are there to be examined, and single words tell hands apart poorly.':
    {
      de: '{figure}: von {pairs, plural, one {# Paar} other {# Paaren}} von Wörtern, die für denselben Text gehalten werden, die {shown}, deren beide Schreiberhände einander nach der Berechnung am nächsten liegen. Sie sind nach Ähnlichkeit ausgewählt und zeigen deshalb Ähnlichkeit: Sie sollen untersucht werden, und einzelne Wörter unterscheiden Schreiberhände nur schlecht.',
      zh: '{figure}：在被视为同一文字的{pairs, number}对字词中，按计算两处笔迹最接近的{shown}对。它们按相似程度选出，因此呈现相似：供检验之用，单个字词难以区分笔迹。',
    },
  'The same word by two hands, questioned above and known below, with the cosine of the two; the nearest first.':
    {
      de: 'Dasselbe Wort von zwei Schreiberhänden, oben die fragliche Schrift, unten die Vergleichsschrift, mit dem Kosinus beider; die nächsten zuerst.',
      zh: '两处笔迹的同一字词，上为检材，下为样本，并附两者的余弦；最接近者在前。',
    },
  'Original pixels, all at {times} times natural size.': {
    de: 'Originalpixel, alle in {times}-facher natürlicher Größe.',
    zh: '原始像素，均为实际尺寸的{times}倍。',
  },
  'Original pixels, not to one scale: a page does not state its resolution.': {
    de: 'Originalpixel, nicht in einem Maßstab: Für eine Seite ist keine Auflösung angegeben.',
    zh: '原始像素，比例不一：有页面未注明分辨率。',
  },
  'Writer cosine {writer}': { de: 'Schreiberkosinus {writer}', zh: '书写人余弦{writer}' },
  '{pairs, plural, one {# pair} other {# pairs}} of words, with cosines of their hands from {most} down to {least}.':
    {
      de: '{pairs, plural, one {# Wortpaar} other {# Wortpaare}} mit Kosinus der Schreiberhände von {most} bis hinab zu {least}.',
      zh: '{pairs, number}对字词，笔迹余弦从{most}递减至{least}。',
    },

  'Nearness of the hands': { de: 'Nähe der Schreiberhände', zh: '笔迹的接近程度' },
  'How near the hands of this case lie to each other by the mean writer embeddings of their words, computed by {model}. Texts of few words lie farther apart whoever wrote them. It shows how the material is ordered; it is no evidence, and no opinion rests on it.':
    {
      de: 'Wie nahe die Schreiberhände dieses Falls nach den mittleren Schreibervektoren ihrer Wörter beieinander liegen, berechnet mit {model}. Texte mit wenigen Wörtern liegen weiter auseinander, gleich wer sie schrieb. Es zeigt, wie das Material geordnet ist; es ist kein Beweismittel, und keine Beurteilung stützt sich darauf.',
      zh: '本案各笔迹按其字词的平均书写人嵌入向量彼此接近的程度，由{model}计算。字词少的文字无论由谁书写都相距较远。它只显示材料的分布；不是证据，任何意见均不以此为依据。',
    },
  '{figure}: the cosine of every two items and further hands.': {
    de: '{figure}: der Kosinus von je zwei Schriftstücken und weiteren Schreiberhänden.',
    zh: '{figure}：每两份材料及其他笔迹之间的余弦。',
  },
  '{figure}: the cosine of every two hands, all that a known writer left taken as one.': {
    de: '{figure}: der Kosinus von je zwei Schreiberhänden; alles, was ein Vergleichsschreiber hinterließ, gilt als eine.',
    zh: '{figure}：每两个笔迹之间的余弦，样本书写人的全部书写视为一个笔迹。',
  },
  '{count, plural, one {# more hand is} other {# more hands are}} not shown.': {
    de: '{count, plural, one {# weitere Schreiberhand ist} other {# weitere Schreiberhände sind}} nicht gezeigt.',
    zh: '另有{count, number}个笔迹未显示。',
  },
  'Cosines of mean writer embeddings, the stronger the shade the nearer.': {
    de: 'Kosinus mittlerer Schreibervektoren; je kräftiger der Ton, desto näher.',
    zh: '平均书写人嵌入向量的余弦，颜色越深越接近。',
  },
  '{figure}: a map of the questioned items, and of each known writer as one.': {
    de: '{figure}: eine Karte der fraglichen Schriftstücke und je Vergleichsschreiber eines Punktes.',
    zh: '{figure}：检材及各样本书写人（各为一点）的分布图。',
  },
  'By classical scaling of the distances between mean writer embeddings. What lies near here may lie apart in what is not shown.':
    {
      de: 'Durch klassische Skalierung der Abstände zwischen mittleren Schreibervektoren. Was hier nahe liegt, kann im nicht Gezeigten auseinanderliegen.',
      zh: '由平均书写人嵌入向量之间的距离经经典标度得出。图上接近者在未显示的维度上可能相距较远。',
    },
  '{names, plural, one {# name has no room in it and is} other {# names have no room in it and are}} left out.':
    {
      de: '{names, plural, one {# Name hat darin keinen Platz und ist} other {# Namen haben darin keinen Platz und sind}} weggelassen.',
      zh: '{names, number}个名称因图中无处可放而略去。',
    },
  'Map of {hands, plural, one {# hand} other {# hands}}: {names}.': {
    de: 'Karte von {hands, plural, one {# Schreiberhand} other {# Schreiberhänden}}: {names}.',
    zh: '{hands, number}个笔迹的分布图：{names}。',
  },

  'Letters beside each other': { de: 'Buchstaben nebeneinander', zh: '字母对照' },
  'Letters that the examiner marked, cut out from the original pixels and set in rows, a row for each item. Which letters were marked is the choice of the examiner. None of it enters a score.':
    {
      de: 'Buchstaben, die die sachverständige Person markiert hat, aus den Originalpixeln ausgeschnitten und in Zeilen gesetzt, eine Zeile je Schriftstück. Welche Buchstaben markiert wurden, ist die Wahl der sachverständigen Person. Nichts davon geht in einen Score ein.',
      zh: '鉴定人标记的字母，取自原始像素并成行排列，每件材料一行。标记哪些字母由鉴定人决定。均不计入分数。',
    },
  '{figure}: {letters, plural, one {one letter} other {# letters}} “{name}” of {items}.': {
    de: '{figure}: {letters, plural, one {ein Buchstabe} other {# Buchstaben}} „{name}“ aus {items}.',
    zh: '{figure}：{items}中的{letters, number}个字母“{name}”。',
  },
  'Letter “{name}”.': { de: 'Buchstabe „{name}“.', zh: '字母“{name}”。' },
  'An inch of it holds {pixels, number} pixels of the scan or more.': {
    de: 'Ein Zoll der Abbildung enthält mindestens {pixels, number} Pixel des Scans.',
    zh: '图中每英寸至少含扫描件的{pixels, number}个像素。',
  },
  'Original pixels, small letters of all pages equally high.': {
    de: 'Originalpixel, Kleinbuchstaben aller Seiten gleich hoch.',
    zh: '原始像素，各页x高度相同。',
  },
  '{letters, plural, one {# letter is} other {# letters are}} not shown: nothing says how large the page is.':
    {
      de: '{letters, plural, one {# Buchstabe ist} other {# Buchstaben sind}} nicht gezeigt: Es ist nicht bekannt, wie groß die Seite ist.',
      zh: '{letters, number}个字母未显示：不知页面的实际大小。',
    },
  'Letter “{name}” in {items}, cut out beside each other.': {
    de: 'Buchstabe „{name}“ aus {items}, nebeneinander ausgeschnitten.',
    zh: '{items}中的字母“{name}”，并列剪出。',
  },
} as const satisfies Catalogue;
