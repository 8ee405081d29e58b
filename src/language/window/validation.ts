import type { Catalogue } from '../catalogue.ts';

/** Measuring likelihood ratios on a laboratory's own material. */
export const validation = {
  Validating: { de: 'Wird validiert', zh: '正在验证' },
  'Validate on your own material': { de: 'An eigenem Material validieren', zh: '用自有材料验证' },
  'Validate on your own material…': { de: 'An eigenem Material validieren…', zh: '用自有材料验证…' },
  'Measures the likelihood ratios of {model} on images of writing by known writers. Every pair is measured by what was fitted without either of its writers, and intervals are over writers. What was fitted becomes a reference population that cases can choose.':
    {
      de: 'Misst die Likelihood-Quotienten von {model} an Bildern von Schrift bekannter Schreiber. Jedes Paar wird mit dem gemessen, was ohne seine beiden Schreiber angepasst wurde; Intervalle gelten über Schreiber. Das Angepasste wird eine Referenzpopulation, die Fälle wählen können.',
      zh: '用已知书写人的笔迹图像测量 {model} 的似然比。每个配对都用未含其书写人的拟合结果来测量，区间按书写人计算。拟合结果成为案件可选用的参考总体。',
    },
  'Table of the images, on the computer where Chirograph runs': {
    de: 'Tabelle der Bilder, auf dem Computer, auf dem Chirograph läuft',
    zh: '图像列表文件，在运行 Chirograph 的计算机上',
  },
  'Choose…': { de: 'Auswählen…', zh: '选择…' },
  'CSV in UTF-8 with the columns path, dataset, kind (word or page) and writer; sheet (the page or scan that a word was cut from), text, medium, script, resolution (dpi), split and note may follow. A writer’s name is one person in all sets.':
    {
      de: 'CSV in UTF-8 mit den Spalten path, dataset, kind (word oder page) und writer; sheet (die Seite oder der Scan, aus der ein Wort ausgeschnitten ist), text, medium, script, resolution (dpi), split und note dürfen folgen. Der Name eines Schreibers steht in allen Datensätzen für eine Person.',
      zh: 'UTF-8 编码的 CSV，须有 path、dataset、kind（word 或 page）和 writer 列；可另有 sheet（字词截取自的页面或扫描件）、text、medium、script、resolution (dpi)、split 和 note 列。同一书写人名称在所有数据集中均指同一人。',
    },
  'Folder that its paths start from, where it is not the table’s own': {
    de: 'Ordner, von dem ihre Pfade ausgehen, falls nicht der der Tabelle',
    zh: '其中路径的起始文件夹（若非列表所在文件夹）',
  },
  'Back to the model': { de: 'Zurück zum Modell', zh: '返回模型' },
  'Look at the table': { de: 'Tabelle prüfen', zh: '检查列表' },
  'What the table holds': { de: 'Was die Tabelle enthält', zh: '列表的内容' },
  Transcribed: { de: 'Transkribiert', zh: '已转写' },
  'Not there': { de: 'Nicht da', zh: '不存在' },
  '{count, plural, one {# image is not there and is left out} other {# images are not there and are left out}}: {names}':
    {
      de: '{count, plural, one {# Bild ist nicht da und wird ausgelassen} other {# Bilder sind nicht da und werden ausgelassen}}: {names}',
      zh: '{count, number} 张图像不存在，将略去：{names}',
    },
  '{count, plural, one {# image of a character or signature is left out} other {# images of characters and signatures are left out}}: likelihood ratios are measured on words and pages.':
    {
      de: '{count, plural, one {# Bild eines Zeichens oder einer Unterschrift wird} other {# Bilder von Zeichen und Unterschriften werden}} ausgelassen: Likelihood-Quotienten werden an Wörtern und Seiten gemessen.',
      zh: '略去 {count, number} 张单字或签名图像：似然比在字词和页面上测量。',
    },
  'The table has no column {columns}: of that the population will say that it is not stated.': {
    de: 'Die Tabelle hat keine Spalte {columns}: Dazu wird die Population sagen, dass es nicht angegeben ist.',
    zh: '列表没有 {columns} 列：总体对此将注明“未注明”。',
  },
  'No word is transcribed: which words count as the same text follows from the model’s own reference.': {
    de: 'Kein Wort ist transkribiert: Welche Wörter als gleicher Text gelten, folgt aus der eigenen Referenz des Modells.',
    zh: '没有字词经过转写：哪些字词视为相同文本由模型自身的参考决定。',
  },
  '{least, number} writers are needed at least, and there are {count, number}.': {
    de: 'Mindestens {least, number} Schreiber sind nötig, vorhanden sind {count, number}.',
    zh: '至少需要 {least, number} 名书写人，现有 {count, number} 名。',
  },
  'Rows of the split': { de: 'Zeilen der Teilmenge (split)', zh: '所用划分 (split) 的行' },
  'all of them': { de: 'alle', zh: '全部' },
  'What the population is called': { de: 'Name der Population', zh: '总体的名称' },
  'Waiting for its turn…': { de: 'Wartet, bis es an der Reihe ist…', zh: '等待轮到…' },
  'Step 1 of 2, images read and encoded: {progress}': {
    de: 'Schritt 1 von 2, Bilder gelesen und kodiert: {progress}',
    zh: '第 1 步（共 2 步），读取并编码图像：{progress}',
  },
  'Step 2 of 2, ratios fitted and measured: {progress}': {
    de: 'Schritt 2 von 2, Quotienten angepasst und gemessen: {progress}',
    zh: '第 2 步（共 2 步），拟合并测量似然比：{progress}',
  },
  Validate: { de: 'Validieren', zh: '验证' },
  'It goes on when these windows are closed; the status bar shows it. Nothing is kept of a run that is cancelled.':
    {
      de: 'Es läuft weiter, wenn dieses Fenster geschlossen wird; die Statusleiste zeigt es. Von einem abgebrochenen Lauf bleibt nichts.',
      zh: '关闭此窗口后仍继续进行，状态栏会显示。取消后不保留任何结果。',
    },
  'What was measured…': { de: 'Was gemessen wurde…', zh: '测量结果…' },
  'What was measured of {population}': {
    de: 'Was an {population} gemessen wurde',
    zh: '{population} 的测量结果',
  },
  'It is one of the reference populations, which cases can choose.': {
    de: 'Sie gehört zu den Referenzpopulationen, die Fälle wählen können.',
    zh: '它是案件可选用的参考总体之一。',
  },
  'Its file: SHA-256 {hash}.': { de: 'Ihre Datei: SHA-256 {hash}.', zh: '其文件：SHA-256 {hash}。' },
  '{count, plural, one {# image was not measured} other {# images were not measured}}': {
    de: '{count, plural, one {# Bild wurde nicht gemessen} other {# Bilder wurden nicht gemessen}}',
    zh: '{count, number} 张图像未测量',
  },
  '{count, plural, one {# image was not measured} other {# images were not measured}}.': {
    de: '{count, plural, one {# Bild wurde nicht gemessen} other {# Bilder wurden nicht gemessen}}.',
    zh: '{count, number} 张图像未测量。',
  },
  '{path}: {reason}': { de: '{path}: {reason}', zh: '{path}：{reason}' },
  'These are likelihood ratios of {model}.': {
    de: 'Es sind Likelihood-Quotienten von {model}.',
    zh: '所测为 {model} 的似然比。',
  },
  'too few': { de: 'zu wenige', zh: '过少' },
  '“Too few” stands where fewer than {least, number} writers stand behind a row: neither its figures nor its intervals say much of other writers.':
    {
      de: '„Zu wenige“ steht, wo hinter einer Zeile weniger als {least, number} Schreiber stehen: Weder ihre Werte noch ihre Intervalle sagen viel über andere Schreiber.',
      zh: '若某行所依据的书写人少于 {least, number} 名，则标注“过少”：其数值和区间都不足以说明其他书写人。',
    },
  'no pairs of texts of this length': {
    de: 'keine Paare so langer Texte',
    zh: '没有如此长度文本的配对',
  },
  'No sheet is named for {count, number} of {words, number} words (column sheet: the page or scan that a word was cut from). Pairs by one writer may then be of one sheet and share pen, paper and scan, so that the figures look better than they are.':
    {
      de: 'Für {count, number} von {words, number} Wörtern ist kein Blatt genannt (Spalte sheet: die Seite oder der Scan, aus der ein Wort ausgeschnitten ist). Paare eines Schreibers können dann von einem Blatt stammen und Stift, Papier und Scan gemeinsam haben, sodass die Werte besser aussehen, als sie sind.',
      zh: '{words, number} 个字词中有 {count, number} 个未注明纸页（sheet 列：字词截取自的页面或扫描件）。同一书写人的配对可能取自同一纸页，笔、纸和扫描都相同，使数值看起来优于实际。',
    },
  '{count, plural, one {# writer has the same name in several sets and counts as one person} other {# writers have the same name in several sets and count as one person each}}. Name people apart who only share a name or a number: {names}':
    {
      de: '{count, plural, one {# Schreiber hat in mehreren Datensätzen denselben Namen und zählt als eine Person} other {# Schreiber haben in mehreren Datensätzen denselben Namen und zählen als je eine Person}}. Benennen Sie Personen verschieden, die nur einen Namen oder eine Nummer gemeinsam haben: {names}',
      zh: '{count, number} 名书写人在多个数据集中名称相同，各按一人计算。若不同的人只是姓名或编号相同，请以不同名称区分：{names}',
    },
  'Looking at the table': { de: 'Tabelle wird geprüft', zh: '正在检查列表' },
  'Looking at the table and for its images…': {
    de: 'Tabelle und ihre Bilder werden geprüft…',
    zh: '正在检查列表及其图像…',
  },
  'Being measured: {model}.': { de: 'Gemessen wird: {model}.', zh: '正在测量：{model}。' },
  'It was about measuring {model}.': {
    de: 'Es ging um das Messen von {model}.',
    zh: '此问题发生在测量 {model} 时。',
  },
  'Its file does not hold what was measured: it came with a model, or was made by an earlier version. Validating on the same material again makes one that does.':
    {
      de: 'Ihre Datei enthält nicht, was gemessen wurde: Sie kam mit einem Modell oder stammt von einer früheren Version. Eine neue Validierung am selben Material ergibt eine, die es enthält.',
      zh: '其文件不含测量结果：它随模型提供，或由较早版本生成。用相同材料重新验证即可得到含测量结果的文件。',
    },
  'Measured on {sets}.': { de: 'Gemessen an {sets}.', zh: '测量所用：{sets}。' },
  'Small figures: 95 % intervals over writers. Every writer weighs alike, and every set. Cllr is 0 for perfect evidence and 1 for none.':
    {
      de: 'Kleine Zahlen: 95-%-Intervalle über Schreiber. Alle Schreiber zählen gleich viel, ebenso alle Datensätze. Cllr ist 0 bei vollkommener Aussagekraft und 1 bei keiner.',
      zh: '小号数字：按书写人计算的 95% 区间。各书写人权重相同，各数据集亦然。Cllr 为 0 表示证据完美，为 1 表示毫无信息。',
    },
  'Question, and words of the side with less': {
    de: 'Frage, und Wörter des kürzeren Textes',
    zh: '问题，以及较少一侧的字词数',
  },
  'Writers, and pairs by one / by two': {
    de: 'Schreiber, und Paare von einem / von zweien',
    zh: '书写人，及同一/不同书写人的配对',
  },
  EER: { de: 'EER', zh: 'EER' },
  Cllr: { de: 'Cllr', zh: 'Cllr' },
  'Cllr min': { de: 'Cllr min', zh: 'Cllr min' },
  devPAV: { de: 'devPAV', zh: 'devPAV' },
  'Misleading, one writer': { de: 'Irreführend, ein Schreiber', zh: '误导，同一书写人' },
  'Misleading, two writers': { de: 'Irreführend, zwei Schreiber', zh: '误导，不同书写人' },
  'Ratios by {method}, held between log10 LR {low} and {high}.': {
    de: 'Quotienten durch {method}, gehalten zwischen log10 LR {low} und {high}.',
    zh: '似然比由 {method} 得出，限于 log10 LR {low} 至 {high} 之间。',
  },
  'logistic regression': { de: 'logistische Regression', zh: '逻辑回归' },
  'bi-Gaussianised calibration': { de: 'bi-gaußsche Kalibrierung', zh: '双高斯化校准' },
  'kernel density estimation': { de: 'Kerndichteschätzung', zh: '核密度估计' },
  'PAV (isotonic regression)': { de: 'PAV (isotone Regression)', zh: 'PAV（保序回归）' },
  'Tippett plot of the ratios': { de: 'Tippett-Diagramm der Quotienten', zh: '似然比的 Tippett 图' },
  'Empirical cross-entropy of the ratios by prior odds': {
    de: 'Empirische Kreuzentropie der Quotienten nach A-priori-Quote',
    zh: '似然比按先验比的经验交叉熵',
  },
  'Empirical cross-entropy (ECE): what is still uncertain once the ratios are known, by prior odds. The nearer to the dashed line, the better calibrated.':
    {
      de: 'Empirische Kreuzentropie (ECE): was nach Kenntnis der Quotienten noch ungewiss ist, nach A-priori-Quote. Je näher an der gestrichelten Linie, desto besser kalibriert.',
      zh: '经验交叉熵 (ECE)：得知似然比后仍存的不确定性，按先验比。越接近虚线，校准越好。',
    },
  'Detection error trade-off of the ratios': {
    de: 'Abwägung der Erkennungsfehler (DET) der Quotienten',
    zh: '似然比的检测错误权衡',
  },
  'Detection error trade-off (DET): both error rates as a threshold on the ratio moves, on normal-deviate axes. It crosses the diagonal at the EER.':
    {
      de: 'Abwägung der Erkennungsfehler (DET): beide Fehlerraten, während eine Schwelle am Quotienten wandert, auf Achsen der Normalabweichung. Die Diagonale wird bei der EER gekreuzt.',
      zh: '检测错误权衡 (DET)：似然比阈值移动时的两种错误率，坐标为正态偏差。与对角线相交处即 EER。',
    },
  'Calibration of the ratios': { de: 'Kalibrierung der Quotienten', zh: '似然比的校准' },
  'Calibration: what the best rising change (PAV) makes of each ratio. Above the diagonal ratios were too low, below it too high.':
    {
      de: 'Kalibrierung: was die beste steigende Abbildung (PAV) aus jedem Quotienten macht. Über der Diagonale waren Quotienten zu niedrig, darunter zu hoch.',
      zh: '校准：最佳单调变换 (PAV) 对每个似然比的修正。位于对角线上方表示似然比偏低，下方表示偏高。',
    },
  'By set': { de: 'Nach Datensatz', zh: '按数据集' },
} as const satisfies Catalogue;
