import type { Catalogue } from '../catalogue.ts';

/** Why what is computed from pages may be wrong: of a page, and of a result that rests on pages. */
export const cautions = {
  'No words were found on this page. If there is writing on it, draw its words in by hand.': {
    de: 'Auf dieser Seite wurden keine Wörter gefunden. Falls sie Schrift trägt, zeichnen Sie die Wörter von Hand ein.',
    zh: '本页未找到字词。如页上有书写内容，请手工框出其中的字词。',
  },
  'An earlier version prepared this page and did not measure how clear its writing is. Read the file again to have it measured.':
    {
      de: 'Eine frühere Version hat diese Seite aufbereitet und nicht gemessen, wie deutlich ihre Schrift ist. Lesen Sie die Datei erneut ein, um das messen zu lassen.',
      zh: '本页由较早的版本处理，未测量其书写的清晰程度。请重新读取文件以便测量。',
    },
  'The writing on this page seems to lie sideways: its lines run down the page, and words are looked for across it. The score is not to be relied on if they do. Scan the page upright, or turn a copy with another program and put that into the case; the file itself is never changed. Writing in columns, such as figures or Chinese from top to bottom, is taken for this as well.':
    {
      de: 'Die Schrift auf dieser Seite scheint quer zu liegen: Ihre Zeilen laufen die Seite hinab, Wörter aber werden quer darüber gesucht. Der Score ist nicht verlässlich, wenn es so ist. Scannen Sie die Seite aufrecht, oder drehen Sie eine Kopie mit einem anderen Programm und legen Sie diese in den Fall; die Datei selbst wird nie verändert. Auch Schrift in Spalten, wie Zahlen oder Chinesisch von oben nach unten, wird dafür gehalten.',
      zh: '本页书写似为横放：其行沿页面纵向延伸，而字词是沿横向查找的。若确实如此，分数不可依赖。请将页面摆正后扫描，或用其他程序旋转一份副本并放入案件；文件本身绝不会被更改。分栏书写（如成列的数字或竖排中文）也会被误认为如此。',
    },
  'The writing on this page seems to lie upside down: far more strokes reach below its lines than above them. The score is not to be relied on if it does. Scan the page upright, or turn a copy with another program and put that into the case; the file itself is never changed. A script whose letters reach down more than up is taken for this as well.':
    {
      de: 'Die Schrift auf dieser Seite scheint auf dem Kopf zu stehen: Weit mehr Striche reichen unter ihre Zeilen als darüber. Der Score ist nicht verlässlich, wenn es so ist. Scannen Sie die Seite aufrecht, oder drehen Sie eine Kopie mit einem anderen Programm und legen Sie diese in den Fall; die Datei selbst wird nie verändert. Auch eine Schrift, deren Buchstaben mehr nach unten als nach oben reichen, wird dafür gehalten.',
      zh: '本页书写似为上下颠倒：伸出行下方的笔画远多于伸出行上方的笔画。若确实如此，分数不可依赖。请将页面摆正后扫描，或用其他程序旋转一份副本并放入案件；文件本身绝不会被更改。字母多向下伸出的文字也会被误认为如此。',
    },
  'Small letters are {height} pixels high on this page; below {limit, number} the score is not to be relied on. Scan it with {times, number, ::.0} times the resolution or more.':
    {
      de: 'Kleinbuchstaben sind auf dieser Seite {height} Pixel hoch; unter {limit, number} ist der Score nicht verlässlich. Scannen Sie sie mit mindestens der {times, number, ::.0}-fachen Auflösung.',
      zh: '本页小写字母高{height}像素；低于{limit, number}像素时，分数不可依赖。请以至少{times, number, ::.0}倍的分辨率重新扫描。',
    },
  'The edges of the strokes on this page are {edge, number} % of a small letter wide; above {limit, number} % the score is not to be relied on. Scan it in focus, or photograph it without shake.':
    {
      de: 'Die Kanten der Striche auf dieser Seite sind {edge, number} % eines Kleinbuchstabens breit; über {limit, number} % ist der Score nicht verlässlich. Scannen Sie sie scharf, oder fotografieren Sie sie, ohne zu verwackeln.',
      zh: '本页笔画边缘的宽度为小写字母高度的{edge, number}%；高于{limit, number}%时，分数不可依赖。请对焦清晰地扫描，或在不抖动的情况下拍摄。',
    },
  "The ink on this page stands out from the paper by {contrast, number, ::.0} times the paper's grain; below {limit, number} the score is not to be relied on. Scan it with more contrast, or photograph it in more light.":
    {
      de: 'Die Tinte auf dieser Seite hebt sich um das {contrast, number, ::.0}-fache der Körnung des Papiers vom Papier ab; unter {limit, number} ist der Score nicht verlässlich. Scannen Sie sie mit mehr Kontrast, oder fotografieren Sie sie bei mehr Licht.',
      zh: '本页墨迹与纸张的反差为纸张颗粒噪声的{contrast, number, ::.0}倍；低于{limit, number}倍时，分数不可依赖。请以更高对比度扫描，或在更充足的光线下拍摄。',
    },
  "{share, number} % of the ink on this page ({marks} {marks, plural, one {mark} other {marks}} of a letter's size) is much fainter than the rest and was left out as showing through or stained. If it is writing, draw it in by hand.":
    {
      de: '{share, number} % der Tinte auf dieser Seite ({marks, number} {marks, plural, one {Spur} other {Spuren}} von der Größe eines Buchstabens) sind viel schwächer als der Rest und wurden als durchscheinend oder als Fleck ausgelassen. Falls es Schrift ist, zeichnen Sie sie von Hand ein.',
      zh: '本页{share, number}%的墨迹（{marks, number}处字母大小的痕迹）远比其余部分浅淡，被视为背面透印或污渍而未予采用。如系书写内容，请手工框出。',
    },
  '{printed, plural, one {# part of this page looks} other {# parts of this page look}} stamped or printed and {printed, plural, one {was} other {were}} left out: excluded as printed. Where it is writing, take it back in.':
    {
      de: '{printed, plural, one {# Teil dieser Seite sieht gestempelt oder gedruckt aus und wurde} other {# Teile dieser Seite sehen gestempelt oder gedruckt aus und wurden}} ausgelassen: ausgeschlossen als gedruckt. Wo es Schrift ist, nehmen Sie sie wieder hinein.',
      zh: '本页有{printed, number}处看似印章或印刷内容，已不予采用：作为印刷内容排除。如系书写内容，请重新纳入。',
    },
  'Most of what was found on this page looks stamped or printed and was left out: {printed} parts, with {inUse} {inUse, plural, one {word} other {words}} in use. What is in use may be printed as well. Look at every word, and exclude as printed what is no writing; where writing was left out, take it back in.':
    {
      de: 'Das meiste, was auf dieser Seite gefunden wurde, sieht gestempelt oder gedruckt aus und wurde ausgelassen: {printed} Teile, bei {inUse} {inUse, plural, one {Wort} other {Wörtern}} in Gebrauch. Auch was in Gebrauch ist, kann gedruckt sein. Sehen Sie jedes Wort an, und schließen Sie als gedruckt aus, was keine Handschrift ist; wo Schrift ausgelassen wurde, nehmen Sie sie wieder hinein.',
      zh: '本页找到的内容大多看似印章或印刷，已不予采用：共{printed}处，仍在使用的字词有{inUse, number}个。仍在使用的字词也可能是印刷内容。请逐一查看，将并非手写的作为印刷内容排除；如有书写被略去，请重新纳入。',
    },
  '{frames, plural, one {# frame} other {# frames}} in an ink of another colour on this page may be stamped or drawn by hand; the words at {frames, plural, one {it} other {them}} are in use. Where it is a stamp, exclude them as printed.':
    {
      de: '{frames, plural, one {# Rahmen} other {# Rahmen}} in Tinte anderer Farbe auf dieser Seite {frames, plural, one {kann} other {können}} gestempelt oder von Hand gezogen sein; die Wörter daran sind in Gebrauch. Handelt es sich um einen Stempel, schließen Sie sie als gedruckt aus.',
      zh: '本页有{frames, number}处其他颜色的边框可能是印章，也可能是手绘；该处字词仍在使用。如系印章，请将其作为印刷内容排除。',
    },
  '{doubtful} of {inUse} {inUse, plural, one {word} other {words}} in use on this page may be part of a word, or more than one: a gap could be taken either way. Most upright pages have fewer. Look whether it lies turned and how its words are framed; split and merge them.':
    {
      de: '{doubtful} von {inUse} {inUse, plural, one {Wort} other {Wörtern}} in Gebrauch auf dieser Seite könnten Teil eines Wortes oder mehr als ein Wort sein: Eine Lücke ließ sich so oder so deuten. Die meisten aufrechten Seiten haben weniger. Sehen Sie nach, ob die Seite gedreht liegt und wie ihre Wörter gerahmt sind; teilen und verbinden Sie sie.',
      zh: '本页仍在使用的{inUse, number}个字词中有{doubtful}个可能只是字词的一部分，或不止一个字词：间隙可作两种理解。多数摆正的页面没有这么多。请查看页面是否转向、字词框得是否正确；请拆分或合并。',
    },
  '{unsure} of {words} {words, plural, one {word} other {words}} on this page may be part of a word, or more than one: a gap could be taken either way. They are framed with dashes; split, merge or transcribe them.':
    {
      de: '{unsure} von {words, number} {words, plural, one {Wort} other {Wörtern}} auf dieser Seite könnten Teil eines Wortes oder mehr als ein Wort sein: Eine Lücke ließ sich so oder so deuten. Sie sind gestrichelt gerahmt; teilen, verbinden oder transkribieren Sie sie.',
      zh: '本页{words, number}个字词中有{unsure}个可能只是字词的一部分，或不止一个字词：间隙可作两种理解。它们以虚线框出；请拆分、合并或转写。',
    },

  '{places}: the writing seems to lie sideways; if it does, what is computed from it is not to be relied on.':
    {
      de: '{places}: Die Schrift scheint quer zu liegen; ist es so, ist nicht verlässlich, was daraus berechnet wird.',
      zh: '{places}：书写似为横放；若确实如此，由其计算所得不可依赖。',
    },
  '{places}: the writing seems to lie upside down; if it does, what is computed from it is not to be relied on.':
    {
      de: '{places}: Die Schrift scheint auf dem Kopf zu stehen; ist es so, ist nicht verlässlich, was daraus berechnet wird.',
      zh: '{places}：书写似为上下颠倒；若确实如此，由其计算所得不可依赖。',
    },
  '{places}: most of what was found looks printed and was left out; what is in use may be printed as well.': {
    de: '{places}: Das meiste, was gefunden wurde, sieht gedruckt aus und wurde ausgelassen; auch was in Gebrauch ist, kann gedruckt sein.',
    zh: '{places}：找到的内容大多看似印刷，已不予采用；仍在使用的也可能是印刷内容。',
  },
  '{places}: more than half of the words in use may be part of a word, or more than one; the reference population was measured with whole words.':
    {
      de: '{places}: Mehr als die Hälfte der Wörter in Gebrauch könnten Teil eines Wortes oder mehr als ein Wort sein; die Referenzpopulation wurde mit ganzen Wörtern gemessen.',
      zh: '{places}：仍在使用的字词中有一半以上可能只是字词的一部分，或不止一个字词；参考总体是用完整字词测得的。',
    },
  '{places}: small letters are less than {limit, number} pixels high, and writers are told apart less well than the reference population says.':
    {
      de: '{places}: Kleinbuchstaben sind weniger als {limit, number} Pixel hoch, und Schreiber werden weniger gut unterschieden, als die Referenzpopulation angibt.',
      zh: '{places}：小写字母高度不足{limit, number}像素，对书写人的区分不及参考总体所示。',
    },
  '{places}: the edges of strokes are wider than {limit, number} % of a small letter, and writers are told apart less well than the reference population says.':
    {
      de: '{places}: Die Kanten der Striche sind breiter als {limit, number} % eines Kleinbuchstabens, und Schreiber werden weniger gut unterschieden, als die Referenzpopulation angibt.',
      zh: '{places}：笔画边缘的宽度超过小写字母高度的{limit, number}%，对书写人的区分不及参考总体所示。',
    },
  "{places}: the ink stands out by less than {limit, number} times the paper's grain, and writers are told apart less well than the reference population says.":
    {
      de: '{places}: Die Tinte hebt sich um weniger als das {limit, number}-fache der Körnung des Papiers ab, und Schreiber werden weniger gut unterschieden, als die Referenzpopulation angibt.',
      zh: '{places}：墨迹的反差不足纸张颗粒噪声的{limit, number}倍，对书写人的区分不及参考总体所示。',
    },
  '{places}: an earlier version did not measure how clear the writing is; read the file again.': {
    de: '{places}: Eine frühere Version hat nicht gemessen, wie deutlich die Schrift ist; lesen Sie die Datei erneut ein.',
    zh: '{places}：较早的版本未测量书写的清晰程度；请重新读取文件。',
  },
  '{places}: the words stand, pixel for pixel, on another page of the same writer as well, and are counted once.':
    {
      de: '{places}: Die Wörter stehen Pixel für Pixel auch auf einer anderen Seite desselben Schreibers und sind einmal gezählt.',
      zh: '{places}：这些字词在同一书写人的另一页上逐像素相同，只计一次。',
    },
  '{places}: the same writing, pixel for pixel, is assigned to more than one known writer, and their ranks do not tell which of them wrote it. Assign it to the one who did, and search again.':
    {
      de: '{places}: Dieselbe Schrift ist, Pixel für Pixel, mehr als einem bekannten Schreiber zugeordnet, und deren Ränge sagen nicht, wer von ihnen sie geschrieben hat. Ordnen Sie sie dem zu, der sie geschrieben hat, und suchen Sie erneut.',
      zh: '{places}：同一书写内容（逐像素相同）被归于不止一名已知书写人，其名次不能说明由其中何人书写。请将其归于实际书写者，然后重新搜索。',
    },
} as const satisfies Catalogue;
