import type { Catalogue } from '../catalogue.ts';

/** What hinders a validation on labelled material, in its table, its images or its amount. */
export const validation = {
  '{name} is a {task} model. Likelihood ratios are given by word models; choose one.': {
    de: '{name} ist ein Modell der Aufgabe „{task}“. Likelihood-Quotienten geben Wortmodelle; wählen Sie ein solches.',
    zh: '{name}是“{task}”任务的模型。似然比由字词模型给出；请选择字词模型。',
  },
  'The encoder {name} gave out an embedding that is not a number.': {
    de: 'Der Encoder {name} hat einen Merkmalsvektor ausgegeben, der keine Zahl ist.',
    zh: '编码器{name}输出的嵌入向量不是数值。',
  },
  '{name}, line {line}: {reason}': {
    de: '{name}, Zeile {line}: {reason}',
    zh: '{name}，第{line}行：{reason}',
  },
  'the header lacks {columns}. A manifest has the columns {required} and may have {optional}.': {
    de: 'in der Kopfzeile fehlt {columns}. Eine Tabelle hat die Spalten {required} und kann {optional} haben.',
    zh: '表头缺少{columns}。清单须有{required}列，还可有{optional}列。',
  },
  'the header names {column} twice': {
    de: 'die Kopfzeile nennt {column} zweimal',
    zh: '表头中{column}出现两次',
  },
  'genuine is empty; of a signature it is 1, or 0 for a skilled forgery': {
    de: 'genuine ist leer; bei einer Unterschrift ist es 1, bei einer geübten Fälschung 0',
    zh: 'genuine为空；签名为1，熟练伪造为0',
  },
  '{path} stands on line {before} already': {
    de: '{path} steht schon in Zeile {before}',
    zh: '{path}已在第{before}行出现',
  },
  '{name} has a header and no rows.': {
    de: '{name} hat eine Kopfzeile und keine Zeilen.',
    zh: '{name}只有表头，没有数据行。',
  },
  'the columns are parted by semicolons. Save the table with commas between them.': {
    de: 'die Spalten sind durch Semikolons getrennt. Speichern Sie die Tabelle mit Kommas dazwischen.',
    zh: '各列以分号分隔。请以逗号分隔保存该列表。',
  },
  'this line is not in UTF-8. Save the table again as CSV in UTF-8.': {
    de: 'diese Zeile ist nicht in UTF-8. Speichern Sie die Tabelle noch einmal als CSV in UTF-8.',
    zh: '该行不是UTF-8编码。请将列表重新保存为UTF-8编码的CSV。',
  },
  'the cell {column} is empty': { de: 'die Zelle {column} ist leer', zh: '{column}单元格为空' },
  'the cell {column} holds a character that was lost when the table was saved. Save the table anew from its source, as CSV in UTF-8.':
    {
      de: 'die Zelle {column} enthält ein Zeichen, das beim Speichern der Tabelle verloren ging. Speichern Sie die Tabelle aus ihrer Quelle neu, als CSV in UTF-8.',
      zh: '{column}单元格含有保存列表时丢失的字符。请从原始来源将列表重新保存为UTF-8编码的CSV。',
    },
  'the cell {column} is "{value}" and may be {choices}': {
    de: 'die Zelle {column} ist „{value}“ und darf {choices} sein',
    zh: '{column}单元格为“{value}”，只能是{choices}',
  },
  'the cell {column} is "{value}", which is no whole number of pixels an inch, such as 300': {
    de: 'die Zelle {column} ist „{value}“, was keine ganze Zahl von Pixeln je Zoll ist, etwa 300',
    zh: '{column}单元格为“{value}”，不是每英寸像素的整数，例如300',
  },
  'the cell {column} cannot be read': {
    de: 'die Zelle {column} lässt sich nicht lesen',
    zh: '{column}单元格无法读取',
  },
  'the row has not as many cells as the header': {
    de: 'die Zeile hat nicht so viele Zellen wie die Kopfzeile',
    zh: '该行的单元格数与表头不一致',
  },
  'a cell begins with a quotation mark and none ends it': {
    de: 'eine Zelle beginnt mit einem Anführungszeichen, und keines beendet sie',
    zh: '某个单元格以引号开头，却没有结束引号',
  },
  'a quotation mark stands inside a cell: put the cell between quotation marks, and double the one in it': {
    de: 'ein Anführungszeichen steht in einer Zelle: Setzen Sie die Zelle zwischen Anführungszeichen, und verdoppeln Sie das in ihr',
    zh: '单元格内有引号：请将该单元格用引号括起，并将其中的引号写成两个',
  },
  'Reading the table was cancelled.': {
    de: 'Das Lesen der Tabelle wurde abgebrochen.',
    zh: '读取列表已取消。',
  },
  'Looking at the table was cancelled.': {
    de: 'Das Prüfen der Tabelle wurde abgebrochen.',
    zh: '检查列表已取消。',
  },
  '{name} is not the table that was looked at: it was changed since. Look at it again, then validate. Nothing was measured.':
    {
      de: '{name} ist nicht die Tabelle, die geprüft wurde: Sie wurde seither geändert. Prüfen Sie sie erneut, und validieren Sie dann. Es wurde nichts gemessen.',
      zh: '{name}已不是检查过的列表：此后有过更改。请重新检查，然后再验证。未进行测量。',
    },
  '{first} (line {line}) and {path} (line {other}) are the same image, byte for byte, and the table names two writers of it. Take the wrong row out, then measure again. Nothing was measured.':
    {
      de: '{first} (Zeile {line}) und {path} (Zeile {other}) sind Byte für Byte dasselbe Bild, und die Tabelle nennt zwei Schreiber dafür. Nehmen Sie die falsche Zeile heraus, und messen Sie noch einmal. Es wurde nichts gemessen.',
      zh: '{first}（第{line}行）与{path}（第{other}行）是逐字节相同的图像，而列表为其注明两名书写人。请删除错误的一行，然后重新测量。未进行测量。',
    },
  'All of its words look printed or stamped, and none of them was taken.': {
    de: 'Alle seine Wörter sehen gedruckt oder gestempelt aus, und keines davon wurde genommen.',
    zh: '其所有字词看似印刷或盖章，均未采用。',
  },
  'It is the same image as {path}, byte for byte, and counts once.': {
    de: 'Es ist Byte für Byte dasselbe Bild wie {path} und zählt einmal.',
    zh: '它与{path}是逐字节相同的图像，只计一次。',
  },
  'None of the {rows, number} rows of {name} has {filter}.': {
    de: 'Keine der {rows, number} Zeilen von {name} hat {filter}.',
    zh: '{name}的{rows, number}行中没有一行符合{filter}。',
  },
  'The manifest {name} cannot be read. Check that the file exists and that you may read it.': {
    de: 'Die Tabelle {name} lässt sich nicht lesen. Prüfen Sie, ob es die Datei gibt und ob Sie sie lesen dürfen.',
    zh: '无法读取清单{name}。请检查文件是否存在以及您是否有权读取。',
  },
  'Preparing was cancelled.': { de: 'Das Vorbereiten wurde abgebrochen.', zh: '准备已取消。' },
  'Measuring ended by itself. Try it again.': {
    de: 'Das Messen hat von selbst geendet. Versuchen Sie es noch einmal.',
    zh: '测量自行终止。请重试。',
  },
  'The validation was cancelled. Nothing of it was kept.': {
    de: 'Die Validierung wurde abgebrochen. Nichts davon wurde behalten.',
    zh: '验证已取消。未保留任何内容。',
  },
  'The material has no images of words or pages, on which likelihood ratios are measured. Nothing was measured.':
    {
      de: 'Das Material hat keine Bilder von Wörtern oder Seiten, an denen Likelihood-Quotienten gemessen werden. Es wurde nichts gemessen.',
      zh: '材料中没有用于测量似然比的字词或页面图像。未进行测量。',
    },
  "None of the {count, number} images could be read; the first, {path}: {reason} Check the folder that the table's paths start from.":
    {
      de: 'Keines der {count, number} Bilder ließ sich lesen; das erste, {path}: {reason} Prüfen Sie den Ordner, von dem die Pfade der Tabelle ausgehen.',
      zh: '{count, number}幅图像均无法读取；第一幅{path}：{reason}请检查表中路径所起始的文件夹。',
    },
  'The material has too few writers for any quantity of text: at least {least} writers are needed, each with enough words for two texts. Nothing was measured.':
    {
      de: 'Das Material hat für keinen Textumfang genug Schreiber: Es braucht mindestens {least}, jeden mit genug Wörtern für zwei Texte. Es wurde nichts gemessen.',
      zh: '任何文字量的书写人都不足：至少需要{least}名书写人，且每人的字词须足以构成两篇文字。未进行测量。',
    },
  'The calibration was made of this manifest (split {split}, {datasets}): measured on split {own} it would be judged by what it was fitted on. Choose a split or material of other writers, or leave --calibration out for a cross-validation.':
    {
      de: 'Die Kalibrierung wurde aus dieser Tabelle gemacht (Teil {split}, {datasets}): An Teil {own} gemessen, würde sie an dem beurteilt, woran sie angepasst wurde. Wählen Sie einen Teil oder Material anderer Schreiber, oder lassen Sie --calibration für eine Kreuzvalidierung weg.',
      zh: '该校准由此清单制作（划分{split}，{datasets}）：若在划分{own}上测量，则是用拟合数据评价自身。请选择其他书写人的划分或材料，或省略--calibration进行交叉验证。',
    },
} as const satisfies Catalogue;
