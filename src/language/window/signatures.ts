import type { Catalogue } from '../catalogue.ts';

/** Signatures compared with references of one writer. */
export const signatures = {
  'What is compared': { de: 'Was verglichen wird', zh: '比对对象' },
  'Compare signatures': { de: 'Unterschriften vergleichen', zh: '比对签名' },
  'Signatures: compare': { de: 'Unterschriften: vergleichen', zh: '签名：比对' },
  'comparison of signatures': { de: 'Vergleich von Unterschriften', zh: '签名比对' },
  'Mark signatures': { de: 'Unterschriften markieren', zh: '标记签名' },
  'Not used': { de: 'Nicht verwendet', zh: '未使用' },
  References: { de: 'Verglichen mit', zh: '样本签名' },
  score: { de: 'Score', zh: '分数' },
  'score {value}': { de: 'Score {value}', zh: '分数 {value}' },
  '{count, plural, one {# reference} other {# references}}': {
    de: '{count, plural, one {# Vergleichsunterschrift} other {# Vergleichsunterschriften}}',
    zh: '{count, number} 份样本签名',
  },
  '{count, plural, one {# comparison of signatures} other {# comparisons of signatures}}': {
    de: '{count, plural, one {# Vergleich von Unterschriften} other {# Vergleiche von Unterschriften}}',
    zh: '{count, number} 次签名比对',
  },
  '{count, plural, one {# signer} other {# signers}}': {
    de: '{count, plural, one {# Unterzeichner} other {# Unterzeichner}}',
    zh: '{count, number} 名签名人',
  },
  '{count, plural, one {# signature is} other {# signatures are}} on items that are not assigned.': {
    de: '{count, plural, one {# Unterschrift steht} other {# Unterschriften stehen}} auf nicht zugeordneten Schriftstücken.',
    zh: '{count, number} 个签名位于未归类的材料上。',
  },
  'No signature is marked yet. In Words, click a word that is one; on a page, draw a box around it and press G.':
    {
      de: 'Noch ist keine Unterschrift markiert. Klicken Sie in „Wörter“ auf ein Wort, das eine ist, oder ziehen Sie auf einer Seite einen Rahmen darum und drücken Sie G.',
      zh: '尚未标记签名。请在“字词”中单击属于签名的字词，或在页面上框选签名并按 G。',
    },
  'No signature is marked on a questioned item.': {
    de: 'Auf keinem fraglichen Schriftstück ist eine Unterschrift markiert.',
    zh: '检材上没有已标记的签名。',
  },
  'No signature of a known writer is marked, and there is nothing to compare with.': {
    de: 'Keine Vergleichsunterschrift ist markiert, und so gibt es nichts, womit verglichen werden kann.',
    zh: '没有已标记的样本签名，因此没有可供比对的对象。',
  },
  'Choose at least one reference.': {
    de: 'Wählen Sie mindestens eine Vergleichsunterschrift.',
    zh: '请至少选择一份样本签名。',
  },
  'Choose at most {most, number} references: {count, number} are chosen.': {
    de: 'Wählen Sie höchstens {most, number} Vergleichsunterschriften: {count, number} sind gewählt.',
    zh: '最多选择 {most, number} 份样本签名：现已选 {count, number} 份。',
  },
  'No likeness is kept.': { de: 'Keine Ähnlichkeit ist aufbewahrt.', zh: '未保留相似度。' },
  'Choose a questioned signature and references of one writer at the left and compare them: the result stands here.':
    {
      de: 'Wählen Sie links eine fragliche Unterschrift und Vergleichsunterschriften einer Person und vergleichen Sie sie: Das Ergebnis steht dann hier.',
      zh: '在左侧选择一个检材签名和同一书写人的样本签名并进行比对：结果显示在此处。',
    },
  'Questioned above, nearest first: {references}': {
    de: 'Oben die fragliche Unterschrift, nächste zuerst: {references}',
    zh: '上为检材签名，最接近者在前：{references}',
  },
  'Reference {number}: likeness {likeness}, {reference}': {
    de: 'Vergleichsunterschrift {number}: Ähnlichkeit {likeness}, {reference}',
    zh: '第 {number} 份样本签名：相似度 {likeness}，{reference}',
  },
  'Show both side by side. {reference}: likeness {likeness}': {
    de: 'Beide nebeneinander zeigen. {reference}: Ähnlichkeit {likeness}',
    zh: '并排显示两者。{reference}：相似度 {likeness}',
  },
  'likeness {likeness} with {references}': {
    de: 'Ähnlichkeit {likeness}, {references}',
    zh: '与{references}的相似度为 {likeness}',
  },
  'likeness {likeness} with {references}, {among} among these in the mean': {
    de: 'Ähnlichkeit {likeness}, {references}; unter diesen im Mittel {among}',
    zh: '与{references}的相似度为 {likeness}，样本签名之间平均为 {among}',
  },
  '{genuine} with genuine, {simulated} with simulated signatures': {
    de: '{genuine} mit echten, {simulated} mit nachgeahmten Unterschriften',
    zh: '{genuine}有真实签名，{simulated} 名有摹仿签名',
  },
  '{cllr}. Misleading, of genuine signatures: {same}. Of simulations: {different}.': {
    de: '{cllr}. Irreführend, von echten Unterschriften: {same}. Von Nachahmungen: {different}.',
    zh: '{cllr}。误导率，真实签名：{same}；摹仿签名：{different}。',
  },
  'ratio withheld, probably a copy': {
    de: 'Quotient nicht angegeben, vermutlich eine Kopie',
    zh: '不予给出似然比，可能为复制件',
  },
  'Signature compared: {outcome}': { de: 'Unterschrift verglichen: {outcome}', zh: '签名比对：{outcome}' },
} as const satisfies Catalogue;
