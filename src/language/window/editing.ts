import type { Catalogue } from '../catalogue.ts';

/** Correcting the words of a page. */
export const editing = {
  'Choose words (Esc)': { de: 'Wörter wählen (Esc)', zh: '选择字词（Esc）' },
  'Draw a word (D)': { de: 'Wort zeichnen (D)', zh: '画出字词（D）' },
  'Draw a region freehand (R)': { de: 'Bereich freihändig zeichnen (R)', zh: '徒手画出区域（R）' },
  'Split a word (S)': { de: 'Wort teilen (S)', zh: '拆分字词（S）' },
  'Merge (M)': { de: 'Verbinden (M)', zh: '合并（M）' },
  'Take off the page (Delete)': { de: 'Von der Seite nehmen (Entf)', zh: '从页面移除（Delete）' },
  'Read earlier (,)': { de: 'Früher lesen (,)', zh: '阅读顺序提前（,）' },
  'Read later (.)': { de: 'Später lesen (.)', zh: '阅读顺序推后（.）' },
  'Exclude, or use again (X)': { de: 'Ausschließen oder wieder verwenden (X)', zh: '排除或重新使用（X）' },
  'Signature, or use again (G)': {
    de: 'Unterschrift, oder wieder als Wort verwenden (G)',
    zh: '标为签名，或重新使用（G）',
  },
  'What is the signature': { de: 'Was die Unterschrift ist', zh: '哪些是签名' },
  'One signature of {count, number} words': {
    de: 'Eine Unterschrift aus {count, number} Wörtern',
    zh: '{count, number} 个字词合为一个签名',
  },
  '{count, number} signatures, each word its own': {
    de: '{count, number} Unterschriften, jedes Wort eine',
    zh: '{count, number} 个签名，每个字词各为一个',
  },
  'The word alone, without {count, plural, one {the word} other {the # words}} inside it': {
    de: 'Nur das Wort, ohne {count, plural, one {das Wort} other {die # Wörter}} darin',
    zh: '仅此字词，不含其中的 {count, number} 个字词',
  },
  'Give to a hand (H)': { de: 'Einer Schreiberhand zuordnen (H)', zh: '归入某一笔迹（H）' },
  Transcription: { de: 'Transkription', zh: '转写' },
  'What the word reads (T); Enter saves and goes on to the next': {
    de: 'Wie das Wort lautet (T); Eingabe speichert und geht zum nächsten',
    zh: '字词内容（T）；按 Enter 保存并转到下一个',
  },
  Reads: { de: 'Lautet', zh: '内容' },
  'Who wrote it': { de: 'Wer es geschrieben hat', zh: '书写人是谁' },
  'Drag around a word': { de: 'Um ein Wort ziehen', zh: '拖动框住字词' },
  'Draw, or arrow keys, Enter': { de: 'Zeichnen, oder Pfeiltasten, Eingabe', zh: '绘制，或用方向键和 Enter' },
  'Click where to split': { de: 'Klicken, wo geteilt wird', zh: '点击拆分处' },
  'Click a word to split': { de: 'Zu teilendes Wort anklicken', zh: '点击要拆分的字词' },
  'Click, or arrow keys, Enter': { de: 'Klicken, oder Pfeiltasten, Eingabe', zh: '点击，或用方向键和 Enter' },
  'Enter: one end': { de: 'Eingabe: ein Ende', zh: 'Enter：一端' },
  'Enter: the other end': { de: 'Eingabe: das andere Ende', zh: 'Enter：另一端' },
  'of nobody known': { de: 'von niemand Bekanntem', zh: '书写人不明' },
  'Another hand, of nobody known': {
    de: 'Andere Schreiberhand, von niemand Bekanntem',
    zh: '另一笔迹，书写人不明',
  },
  'Another hand, of a writer…': {
    de: 'Andere Schreiberhand, einer benannten Person…',
    zh: '另一笔迹，指明书写人…',
  },
  'Words on this page': { de: 'Wörter auf dieser Seite', zh: '本页的字词' },
  'may be part of a word, or more than one': {
    de: 'ist vielleicht ein Teil eines Wortes oder mehr als eines',
    zh: '可能是字词的一部分，或不止一个字词',
  },
  'drawn by the examiner': { de: 'von der sachverständigen Person gezeichnet', zh: '由鉴定人画出' },
  '{count, plural, one {# word} other {# words}} chosen': {
    de: '{count, plural, one {# Wort} other {# Wörter}} gewählt',
    zh: '已选择 {count, number} 个字词',
  },
  '{count, plural, one {# word} other {# words}}, {excluded, number} excluded': {
    de: '{count, plural, one {# Wort} other {# Wörter}}, {excluded, number} ausgeschlossen',
    zh: '{count, number} 个字词，已排除 {excluded, number} 个',
  },
  'Enter: corner {number}': { de: 'Eingabe: Ecke {number}', zh: 'Enter：第 {number} 角' },
  'Enter: corner {number}, twice: close': {
    de: 'Eingabe: Ecke {number}, zweimal: schließen',
    zh: 'Enter：第 {number} 角，按两次闭合',
  },
  '{item}, its own hand': { de: '{item}, eigene Schreiberhand', zh: '{item}，本材料的笔迹' },
  'Another hand on {item}: whose?': {
    de: 'Andere Schreiberhand auf {item}: wessen?',
    zh: '{item} 上的另一笔迹：书写人是谁？',
  },
  'The chosen words will be known writing of this writer. A new name makes a new writer.': {
    de: 'Die gewählten Wörter werden Vergleichsschrift dieser Person. Ein neuer Name legt eine neue Person an.',
    zh: '所选字词将成为此书写人的样本。填写新姓名即新增书写人。',
  },
  'by hand {hand}': { de: 'von Schreiberhand {hand}', zh: '笔迹 {hand}' },
  'reads “{text}”': { de: 'lautet „{text}“', zh: '内容为“{text}”' },
  '“{what}” can be neither taken back nor done again: what it concerns is not in the case any more, as after preparing or erasing an item. It was dropped; what came before it can still be undone.':
    {
      de: '„{what}“ lässt sich weder zurücknehmen noch wiederholen: Was es betrifft, ist nicht mehr im Fall, etwa nach erneuter Aufbereitung oder Löschung eines Schriftstücks. Es wurde verworfen; was davor war, lässt sich noch zurücknehmen.',
      zh: '“{what}”既不能撤销也不能重做：其所涉内容已不在案件中，例如材料经重新处理或删除之后。该步骤已被放弃；此前的操作仍可撤销。',
    },
  'move {word}': { de: '{word} verschieben', zh: '移动{word}' },
  'resize {word}': { de: 'Größe ändern: {word}', zh: '调整{word}的大小' },
  'draw a word': { de: 'Wort zeichnen', zh: '画出字词' },
  'split {word}': { de: '{word} teilen', zh: '拆分{word}' },
  'merge {count, number} words': {
    de: '{count, number} Wörter verbinden',
    zh: '合并 {count, number} 个字词',
  },
  'delete {words}': { de: '{words} entfernen', zh: '移除{words}' },
  'read {word} earlier': { de: '{word} früher lesen', zh: '提前阅读{word}' },
  'read {word} later': { de: '{word} später lesen', zh: '推后阅读{word}' },
  'use {words}': { de: '{words} verwenden', zh: '使用{words}' },
  'mark {words} as signature': { de: '{words} als Unterschrift kennzeichnen', zh: '将{words}标为签名' },
  'exclude {words}': { de: '{words} ausschließen', zh: '排除{words}' },
  'transcribe {word}': { de: '{word} transkribieren', zh: '转写{word}' },
  'give {words} to a hand': { de: '{words} einer Schreiberhand zuordnen', zh: '将{words}归入某一笔迹' },
  'set the resolution': { de: 'Auflösung festlegen', zh: '设定分辨率' },
} as const satisfies Catalogue;
