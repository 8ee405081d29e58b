import type { Catalogue } from '../catalogue.ts';

/** Models and their cards. */
export const models = {
  'No card came with this model: nobody has written down what it was trained on, how well it does and where it fails. Measure it on writers of your own before you rely on it.':
    {
      de: 'Zu diesem Modell gehört keine Karte: Niemand hat festgehalten, womit es trainiert wurde, wie gut es ist und wo es versagt. Messen Sie es an eigenen Schreibern, bevor Sie sich darauf verlassen.',
      zh: '此模型没有附带说明卡：没有人记录它用什么训练、效果如何以及在何处失效。在依赖它之前，请用您自己的书写人进行测量。',
    },
  'Trained on': { de: 'Trainiert mit', zh: '训练数据' },
  'Set (data)': { en: 'Set', de: 'Datensatz', zh: '数据集' },
  Crops: { de: 'Ausschnitte', zh: '裁切图' },
  'Terms, as its source states them': {
    de: 'Bedingungen, wie die Quelle sie angibt',
    zh: '来源所注明的使用条款',
  },
  'Figures on writers it was not trained on': {
    de: 'Werte an Schreibern, mit denen es nicht trainiert wurde',
    zh: '在未用于训练的书写人上的指标',
  },
  thin: { de: 'dünn belegt', zh: '数据不足' },
  'None stated, which does not mean that there are none.': {
    de: 'Keine angegeben, was nicht heißt, dass es keine gibt.',
    zh: '未注明，但不意味着没有。',
  },
  'How it was trained': { de: 'Wie es trainiert wurde', zh: '训练方法' },
  'What the file says of itself': { de: 'Was die Datei über sich sagt', zh: '文件自述' },
  'in use by this case': { de: 'in diesem Fall verwendet', zh: '本案正在使用' },
  'added here': { de: 'hier hinzugefügt', zh: '在此添加' },
  'comes with Chirograph': { de: 'gehört zu Chirograph', zh: '随 Chirograph 提供' },
  'none: scores get no place in a population': {
    de: 'keine: Scores erhalten keine Lage in einer Population',
    zh: '无：分数在总体中没有位置',
  },
  Task: { de: 'Aufgabe', zh: '任务' },
  'a copy of the one added': { de: 'eine Kopie des hinzugefügten', zh: '所添加文件的副本' },
  Release: { de: 'Herausgabe', zh: '发布' },
  'nothing here': { de: 'hier nichts', zh: '此处无' },
  'Models of this computer': { de: 'Modelle dieses Computers', zh: '本机的模型' },
  'cannot be used': { de: 'nicht verwendbar', zh: '无法使用' },
  'for signatures': { de: 'für Unterschriften', zh: '用于签名' },
  'Reading the models…': { de: 'Modelle werden gelesen…', zh: '正在读取模型…' },
  'Add a model file…': { de: 'Modelldatei hinzufügen…', zh: '添加模型文件…' },
  'Path of the ONNX file on the computer where Chirograph runs': {
    de: 'Pfad der ONNX-Datei auf dem Computer, auf dem Chirograph läuft',
    zh: 'ONNX 文件在运行 Chirograph 的计算机上的路径',
  },
  'It is copied. A card (.json) and a reference (.reference.json) of the same name beside it come with it.': {
    de: 'Sie wird kopiert. Eine Karte (.json) und eine Referenz (.reference.json) gleichen Namens daneben werden mitgenommen.',
    zh: '文件将被复制。旁边同名的说明卡 (.json) 和参考 (.reference.json) 会一并复制。',
  },
  'Checking…': { de: 'Wird geprüft…', zh: '正在检查…' },
  'Trying the model out…': { de: 'Modell wird erprobt…', zh: '正在试用模型…' },
  'Results that it computed cannot be verified until its file is added again.': {
    de: 'Ergebnisse, die es berechnet hat, lassen sich erst wieder nachprüfen, wenn seine Datei erneut hinzugefügt ist.',
    zh: '在重新添加其文件之前，无法核验由它计算的结果。',
  },
  Keep: { de: 'Behalten', zh: '保留' },
  'This case uses it.': { de: 'Dieser Fall verwendet es.', zh: '本案正在使用它。' },
  'Remove…': { de: 'Entfernen…', zh: '移除…' },
  'It compares signatures; a case computes with a word model.': {
    de: 'Es vergleicht Unterschriften; ein Fall rechnet mit einem Wortmodell.',
    zh: '它用于比对签名；案件使用字词模型计算。',
  },
  'In use by this case': { de: 'In diesem Fall verwendet', zh: '本案使用中' },
  'Use for this case': { de: 'Für diesen Fall verwenden', zh: '用于本案' },
  'Words that it has not encoded yet are encoded then.': {
    de: 'Wörter, die es noch nicht kodiert hat, werden dann kodiert.',
    zh: '届时将编码尚未由它编码的字词。',
  },
  'Open (release)': { en: 'Open', de: 'Offen', zh: '开放' },
  'open (release)': { en: 'open', de: 'offen', zh: '开放' },
  research: { de: 'Forschung', zh: '研究' },
  'For research and evaluation only': { de: 'Nur für Forschung und Erprobung', zh: '仅供研究和评估' },
  default: { de: 'Standard', zh: '默认' },
  'Its card has parts that this version does not understand and does not show: {parts}.': {
    de: 'Seine Karte hat Teile, die diese Version nicht versteht und nicht zeigt: {parts}.',
    zh: '其说明卡中有本版本无法识别、因而不显示的部分：{parts}。',
  },
  'Equal error rates ({sets}), means over draws of the references, with 95 % intervals over signers; below, genuine / other signatures asked about in one draw.':
    {
      de: 'Gleichfehlerraten ({sets}), Mittel über Ziehungen der Referenzen, mit 95-%-Intervallen über Unterzeichnende; darunter echte / andere Unterschriften je Ziehung.',
      zh: '等错误率（{sets}），为参考抽取的均值，附按签名人计算的 95% 区间；下方为一次抽取中询问的真实/其他签名数。',
    },
  'Equal error rates ({sets}), with 95 % intervals over writers; below, pairs of the same / of different source.':
    {
      de: 'Gleichfehlerraten ({sets}), mit 95-%-Intervallen über Schreiber; darunter Paare gleicher / verschiedener Herkunft.',
      zh: '等错误率（{sets}），附按书写人计算的 95% 区间；下方为同一/不同来源的配对数。',
    },
  ': few pairs, an uncertain figure.': {
    de: ': wenige Paare, ein unsicherer Wert.',
    zh: '：配对少，数值不确定。',
  },
  '{count, plural, one {# result of another model becomes} other {# results of another model become}} stale; words that it has not encoded yet are encoded then.':
    {
      de: '{count, plural, one {# Ergebnis eines anderen Modells wird} other {# Ergebnisse eines anderen Modells werden}} überholt; Wörter, die es noch nicht kodiert hat, werden dann kodiert.',
      zh: '另一模型的 {count, number} 项结果将过时；届时将编码尚未由它编码的字词。',
    },
  '{model} is removed.': { de: '{model} wurde entfernt.', zh: '已移除 {model}。' },
  '{count, plural, one {# result} other {# results}} of the case {name} cannot be verified until its file is added again.':
    {
      de: '{count, plural, one {# Ergebnis} other {# Ergebnisse}} des Falls {name} {count, plural, one {lässt} other {lassen}} sich erst wieder nachprüfen, wenn seine Datei erneut hinzugefügt ist.',
      zh: '在重新添加其文件之前，无法核验案件 {name} 的 {count, number} 项结果。',
    },
  'There is no model on this computer. Install Chirograph again, or add a model file.': {
    de: 'Auf diesem Computer gibt es kein Modell. Installieren Sie Chirograph erneut oder fügen Sie eine Modelldatei hinzu.',
    zh: '本机没有模型。请重新安装 Chirograph，或添加模型文件。',
  },
  'Remove {model}': { de: '{model} entfernen', zh: '移除 {model}' },
  'One word: same hand?': { de: 'Ein Wort: gleiche Schreiberhand?', zh: '单个字词：同一笔迹？' },
  'Same word?': { de: 'Gleiches Wort?', zh: '相同字词？' },
  'Same word, unseen texts': { de: 'Gleiches Wort, ungesehene Texte', zh: '相同字词，未见过的文本' },
  'Whole pages: same hand?': { de: 'Ganze Seiten: gleiche Schreiberhand?', zh: '整页：同一笔迹？' },
  'Skilled forgery, {count, plural, one {# reference} other {# references}}': {
    de: 'Geübte Nachahmung, {count, plural, one {# Referenz} other {# Referenzen}}',
    zh: '熟练摹仿，{count, number} 份参考',
  },
  'Other signers, {count, plural, one {# reference} other {# references}}': {
    de: 'Andere Unterzeichnende, {count, plural, one {# Referenz} other {# Referenzen}}',
    zh: '其他签名人，{count, number} 份参考',
  },
  '{count, plural, one {# word} other {# words}} a side: same hand?': {
    de: '{count, plural, one {# Wort} other {# Wörter}} je Text: gleiche Schreiberhand?',
    zh: '每侧 {count, number} 个字词：同一笔迹？',
  },
  '{low} to {high}': { de: '{low} bis {high}', zh: '{low} 至 {high}' },
  'Copy as SVG': { de: 'Als SVG kopieren', zh: '复制为 SVG' },
  'Reference populations': { de: 'Referenzpopulationen', zh: '参考总体' },
  'Likelihood ratios are calibrated on one of these. It is valid for scores of this model, for writing like its own, and for quantities of text that it lists. The medium, script and resolution of its material are given as far as its table states them.':
    {
      de: 'An einer von diesen werden Likelihood-Quotienten kalibriert. Sie gilt für Scores dieses Modells, für Schrift wie ihre eigene und für die Textmengen, die sie aufführt. Schreibmittel, Schriftsystem und Auflösung sind angegeben, soweit ihre Tabelle sie nennt.',
      zh: '似然比在其中之一上校准。它适用于此模型的分数、与其自身相类似的笔迹以及所列的文字量。书写工具与载体、文种和分辨率按其列表所注明的内容给出。',
    },
  Medium: { de: 'Schreibmittel', zh: '书写工具与载体' },
  Script: { de: 'Schriftsystem', zh: '文种' },
  'Medium, script, resolution, sheets': {
    de: 'Schreibmittel, Schriftsystem, Auflösung, Blätter',
    zh: '书写工具与载体、文种、分辨率、纸页',
  },
  'Sheets of its words': { de: 'Blätter der Wörter', zh: '字词的纸页' },
  'each page is one': { de: 'jede Seite ist eines', zh: '每页各为一张' },
  'named for all {words, number} words': {
    de: 'für alle {words, number} Wörter genannt',
    zh: '{words, number} 个字词均已注明',
  },
  'not named for {count, number} of {words, number} words': {
    de: 'für {count, number} von {words, number} Wörtern nicht genannt',
    zh: '{words, number} 个字词中有 {count, number} 个未注明',
  },
  '{what} ({images})': { de: '{what} ({images})', zh: '{what}（{images}）' },
  'None: comparisons with this model give no likelihood ratio.': {
    de: 'Keine: Vergleiche mit diesem Modell ergeben keinen Likelihood-Quotienten.',
    zh: '无：使用此模型的比对不给出似然比。',
  },
  'comes with the model': { de: 'gehört zum Modell', zh: '随模型提供' },
  'the laboratory’s own of this model': {
    de: 'die eigene des Labors für dieses Modell',
    zh: '实验室为此模型自备',
  },
  'one hand or two': { de: 'eine Schreiberhand oder zwei', zh: '同一笔迹或两种笔迹' },
  'genuine or simulated': { de: 'echt oder nachgeahmt', zh: '真实或摹仿' },
  'Likelihood ratios of signatures are calibrated on the default one of these, in every case. One of your own is made by “chirograph validate your.csv --as signature --save our.json” and taken into use by “chirograph models calibrate {model} our.json”; results of another become stale. One that was replaced stays here, so that results of it can be verified.':
    {
      de: 'Likelihood-Quotienten von Unterschriften werden in jedem Fall an der hier voreingestellten kalibriert. Eine eigene erstellt „chirograph validate your.csv --as signature --save our.json“, und „chirograph models calibrate {model} our.json“ nimmt sie in Gebrauch; Ergebnisse einer anderen gelten dann nicht mehr. Eine ersetzte bleibt hier, damit sich Ergebnisse an ihr verifizieren lassen.',
      zh: '签名的似然比在每个案件中均依据此处的默认总体校准。自有的由“chirograph validate your.csv --as signature --save our.json”制作，并由“chirograph models calibrate {model} our.json”启用；依据其他总体的结果随即失效。被替换的仍保留在此，以便验证依据它得出的结果。',
    },
  'Cases compare signatures with the model that comes with Chirograph, not with this one. The reference populations of this one stay here, so that results of it can be verified.':
    {
      de: 'Fälle vergleichen Unterschriften mit dem Modell, das zu Chirograph gehört, nicht mit diesem. Die Referenzpopulationen von diesem bleiben hier, damit sich seine Ergebnisse verifizieren lassen.',
      zh: '案件使用Chirograph自带的模型比对签名，而非此模型。此模型的参考总体保留在此，以便验证由它得出的结果。',
    },
  'References (number)': { de: 'Vergleichsunterschriften', zh: '样本签名数' },
  Signers: { de: 'Unterzeichner', zh: '签名人' },
  'Comparisons, genuine / simulated': { de: 'Vergleiche, echt / nachgeahmt', zh: '比对，真实/摹仿' },
  'Misleading, genuine / simulated': { de: 'Irreführend, echt / nachgeahmt', zh: '误导率，真实/摹仿' },
  'anchored on known items (measured, not given)': {
    de: 'auf Vergleichsschriftstücke bezogen (gemessen, nicht angegeben)',
    zh: '以样本材料为基准（仅测量，不给出）',
  },
  '{least, number} or more': { de: '{least, number} oder mehr', zh: '{least, number} 个或以上' },
  'Question of a ratio': { en: 'Question', de: 'Frage', zh: '问题' },
  'Pairs, same / different': { de: 'Paare, gleiche / verschiedene', zh: '配对，同一/不同' },
  'Misleading, same / different': { de: 'Irreführend, gleiche / verschiedene', zh: '误导性，同一/不同' },
  'Bounds of log₁₀ LR': { de: 'Grenzen von log₁₀ LR', zh: 'log₁₀ LR 的界限' },
  'not recorded': { de: 'nicht festgehalten', zh: '未记录' },
  'Sets (data)': { en: 'Sets', de: 'Datensätze', zh: '数据集' },
  'Made by (command)': { en: 'Made by', de: 'Erzeugt mit', zh: '生成命令' },
  'SHA-256 of its table': { de: 'SHA-256 ihrer Tabelle', zh: '其表格的 SHA-256' },
  'Open cases that use it': { de: 'Offene Fälle, die sie verwenden', zh: '使用它的已打开案件' },
  'none (cases)': { en: 'none', de: 'keine', zh: '无' },
  'Results calibrated on it cannot be verified until its file is added again.': {
    de: 'Ergebnisse, deren Kalibrierung auf ihr beruht, lassen sich erst wieder nachprüfen, wenn ihre Datei erneut hinzugefügt ist.',
    zh: '在重新添加其文件之前，无法核验在其上校准的结果。',
  },
  'Remove the population': { de: 'Population entfernen', zh: '移除此总体' },
  'An open case uses it.': { de: 'Ein offener Fall verwendet sie.', zh: '一个已打开的案件正在使用它。' },
  '{count, plural, one {# result of another population becomes} other {# results of another population become}} stale.':
    {
      de: '{count, plural, one {# Ergebnis einer anderen Population wird} other {# Ergebnisse einer anderen Population werden}} überholt.',
      zh: '另一总体的 {count, number} 项结果将过时。',
    },
  'Used for this case': { de: 'Für diesen Fall verwendet', zh: '已用于本案' },
  'Calibrate this case on it': { de: 'Diesen Fall daran kalibrieren', zh: '以此校准本案' },
  'Path of the calibration file on the computer where Chirograph runs': {
    de: 'Pfad der Kalibrierungsdatei auf dem Computer, auf dem Chirograph läuft',
    zh: '校准文件在运行 Chirograph 的计算机上的路径',
  },
  'It is what “chirograph validate your.csv --as signature --save our.json” writes, and is copied: results of it can then be verified here.':
    {
      de: 'Es ist die Kalibrierungsdatei für Unterschriften, die „chirograph validate your.csv --as signature --save our.json“ schreibt; sie wird kopiert, und Ergebnisse an ihr lassen sich dann hier verifizieren.',
      zh: '即“chirograph validate your.csv --as signature --save our.json”写出的签名校准文件，将被复制；之后即可在此验证依据它得出的结果。',
    },
  'It is what “chirograph validate your.csv --save our.calibration.json” writes, and is copied.': {
    de: 'Es ist die Kalibrierungsdatei, die „chirograph validate your.csv --save our.calibration.json“ schreibt; sie wird kopiert.',
    zh: '即“chirograph validate your.csv --save our.calibration.json”写出的校准文件，将被复制。',
  },
  'Add a reference population…': { de: 'Referenzpopulation hinzufügen…', zh: '添加参考总体…' },
} as const satisfies Catalogue;
