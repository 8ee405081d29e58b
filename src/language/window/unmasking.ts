import type { Catalogue } from '../catalogue.ts';

/** Sequential unmasking: what is veiled from whom, what is locked, and two examinations beside each other. */
export const unmasking = {
  'Sequential unmasking': { de: 'Stufenweise Offenlegung', zh: '逐步揭示' },
  'Details…': { de: 'Einzelheiten…', zh: '详情…' },
  'Sequential unmasking (Alt U)': { de: 'Stufenweise Offenlegung (Alt U)', zh: '逐步揭示（Alt U）' },
  'Stage {number} of 3': { de: 'Stufe {number} von 3', zh: '第 {number} 阶段（共 3 个）' },
  'Questioned items only': { de: 'Nur fragliche Schriftstücke', zh: '仅检材' },
  'Questioned and known items': { de: 'Fragliche und Vergleichsschriftstücke', zh: '检材和样本' },
  Everything: { de: 'Alles', zh: '全部' },
  'Known items, their writers, all scores and what others found are veiled from you.': {
    de: 'Vergleichsschriftstücke, ihre Schreiber, alle Scores und die Befunde anderer sind für Sie verdeckt.',
    zh: '样本材料及其书写人、所有分数以及他人的检验所见均对您隐藏。',
  },
  'Scores, reports and what others found are veiled from you.': {
    de: 'Scores, Berichte und die Befunde anderer sind für Sie verdeckt.',
    zh: '分数、报告以及他人的检验所见均对您隐藏。',
  },
  'Lock findings, show known items…': {
    de: 'Befunde festschreiben, Vergleichsschriften zeigen…',
    zh: '锁定检验所见并显示样本…',
  },
  'Lock findings, show scores…': {
    de: 'Befunde festschreiben, Scores zeigen…',
    zh: '锁定检验所见并显示分数…',
  },
  'Lock your findings?': { de: 'Befunde festschreiben?', zh: '锁定您的检验所见？' },
  '{count, plural, =0 {You have found nothing yet: that is what will be on record.} one {# finding of yours is locked, under the time of now and a seal. It cannot be changed or taken away any more; nor can the resolution that it was measured by.} other {# findings of yours are locked, under the time of now and a seal. They cannot be changed or taken away any more; nor can the resolution that they were measured by.}}':
    {
      de: '{count, plural, =0 {Sie haben noch keinen Befund: Genau das wird festgehalten.} one {# Befund von Ihnen wird festgeschrieben, mit der jetzigen Zeit und einem Siegel. Er lässt sich danach nicht mehr ändern oder entfernen; ebenso wenig die Auflösung, nach der er gemessen wurde.} other {# Befunde von Ihnen werden festgeschrieben, mit der jetzigen Zeit und einem Siegel. Sie lassen sich danach nicht mehr ändern oder entfernen; ebenso wenig die Auflösung, nach der sie gemessen wurden.}}',
      zh: '{count, plural, =0 {您尚无检验所见：记录中将如实写明。} other {您的 # 项检验所见将以当前时间和封印锁定，此后不能再更改或删除；其测量所依据的分辨率也不能再更改。}}',
    },
  'Then you see the known items and whose they are. Scores stay hidden. There is no way back.': {
    de: 'Danach sehen Sie die Vergleichsschriftstücke und von wem sie sind. Scores bleiben verdeckt. Ein Zurück gibt es nicht.',
    zh: '此后您将看到样本材料及其书写人。分数仍然隐藏。此操作不可撤回。',
  },
  'Then you see scores, search, charts and reports, and what other examiners found who have locked theirs. There is no way back.':
    {
      de: 'Danach sehen Sie Scores, Suche, Diagramme und Berichte, und die Befunde anderer Sachverständiger, die ihre festgeschrieben haben. Ein Zurück gibt es nicht.',
      zh: '此后您将看到分数、检索、图表和报告，以及其他已锁定检验所见的鉴定人的检验所见。此操作不可撤回。',
    },
  'What you see later is a finding of its own, entered as made after this lock.': {
    de: 'Was Sie später sehen, ist ein eigener Befund, der als nach dieser Festschreibung gemacht vermerkt wird.',
    zh: '此后所见应另立检验所见，并记录为锁定之后作出。',
  },
  'Lock and go on': { de: 'Festschreiben und weiter', zh: '锁定并继续' },
  'Locking…': { de: 'Wird festgeschrieben…', zh: '正在锁定…' },
  'This case is not under sequential unmasking: everybody sees everything.': {
    de: 'Dieser Fall steht nicht unter stufenweiser Offenlegung: Alle sehen alles.',
    zh: '本案件未采用逐步揭示：所有人可看到全部内容。',
  },
  'Set to it, every examiner sees questioned items alone until they lock what they found in them, then known items, and scores only once their own findings are locked. A second examiner can work blind on the same case. What you have seen of known items already cannot be unseen: the record says who had the case open before.':
    {
      de: 'Danach sieht jede sachverständige Person zuerst nur die fraglichen Schriftstücke, bis sie ihre Befunde daran festschreibt, dann die Vergleichsschriften, und Scores erst, wenn die eigenen Befunde festgeschrieben sind. Eine zweite sachverständige Person kann blind am selben Fall arbeiten. Was Sie von den Vergleichsschriften schon gesehen haben, lässt sich nicht ungesehen machen: Festgehalten wird, wer den Fall vorher offen hatte.',
      zh: '设置后，每位鉴定人先只看到检材，锁定对检材的检验所见后才看到样本，锁定自己的全部检验所见后才看到分数。第二位鉴定人可在同一案件中独立盲检。您此前已看到的样本无法当作未见：记录中会写明此前谁打开过本案件。',
    },
  'Set this case to sequential unmasking': {
    de: 'Fall auf stufenweise Offenlegung setzen',
    zh: '将本案件设为逐步揭示',
  },
  'Set on {at} by {by} (journal line {line}).': {
    de: 'Eingestellt am {at} von {by} (Protokollzeile {line}).',
    zh: '由 {by} 于 {at} 设置（日志第 {line} 行）。',
  },
  'Ended on {at} by {by} (journal line {line}): {reason}.': {
    de: 'Beendet am {at} von {by} (Protokollzeile {line}): {reason}.',
    zh: '由 {by} 于 {at} 结束（日志第 {line} 行）：{reason}。',
  },
  'Sees now': { de: 'Sieht jetzt', zh: '目前可见' },
  Locked: { de: 'Festgeschrieben', zh: '已锁定' },
  'had the case open before': { de: 'hatte den Fall vorher offen', zh: '此前打开过本案件' },
  'nothing yet': { de: 'noch nichts', zh: '尚无' },
  '{at}: no finding, then known items (line {line})': {
    de: '{at}: kein Befund, dann Vergleichsschriften (Zeile {line})',
    zh: '{at}：无检验所见，随后显示样本（第 {line} 行）',
  },
  '{at}: no finding, then scores (line {line})': {
    de: '{at}: kein Befund, dann Scores (Zeile {line})',
    zh: '{at}：无检验所见，随后显示分数（第 {line} 行）',
  },
  '{at}: findings {numbers}, then known items (line {line})': {
    de: '{at}: Befunde {numbers}, dann Vergleichsschriften (Zeile {line})',
    zh: '{at}：检验所见 {numbers}，随后显示样本（第 {line} 行）',
  },
  '{at}: findings {numbers}, then scores (line {line})': {
    de: '{at}: Befunde {numbers}, dann Scores (Zeile {line})',
    zh: '{at}：检验所见 {numbers}，随后显示分数（第 {line} 行）',
  },
  'not shown to you yet': { de: 'Ihnen noch nicht gezeigt', zh: '尚未向您显示' },
  'End it for every examiner': { de: 'Für alle Sachverständigen beenden', zh: '对所有鉴定人结束' },
  Reason: { de: 'Grund', zh: '原因' },
  'Examination completed': { de: 'Untersuchung abgeschlossen', zh: '检验已完成' },
  'Not needed': { de: 'Nicht nötig', zh: '无需采用' },
  'Set by mistake': { de: 'Versehentlich eingestellt', zh: '误设' },
  'Another reason': { de: 'Anderer Grund', zh: '其他原因' },
  'Nothing is veiled from anybody then, it cannot be set again, and the report says so. What is locked stays locked.':
    {
      de: 'Danach ist für niemanden mehr etwas verdeckt, es lässt sich nicht wieder einstellen, und der Bericht sagt es. Festgeschriebenes bleibt festgeschrieben.',
      zh: '结束后不再对任何人隐藏，也不能再次设置，报告将予说明。已锁定的内容保持锁定。',
    },
  End: { de: 'Beenden', zh: '结束' },
  'Under sequential unmasking: questioned writing first': {
    de: 'Unter stufenweiser Offenlegung: fragliche Schrift zuerst',
    zh: '采用逐步揭示：先看检材',
  },
  'Known items and scores stay veiled until findings are locked.': {
    de: 'Vergleichsschriften und Scores bleiben verdeckt, bis Befunde festgeschrieben sind.',
    zh: '锁定检验所见之前，样本和分数保持隐藏。',
  },
  veiled: { de: 'verdeckt', zh: '已隐藏' },
  'Known, veiled': { de: 'Vergleichsschriften, verdeckt', zh: '样本，已隐藏' },
  'Unassigned, veiled': { de: 'Nicht zugeordnet, verdeckt', zh: '未归类，已隐藏' },
  'Veiled until you have locked what you found in the questioned items.': {
    de: 'Verdeckt, bis Sie Ihre Befunde an den fraglichen Schriftstücken festgeschrieben haben.',
    zh: '在您锁定对检材的检验所见之前隐藏。',
  },
  'Veiled until you have locked your own findings. Look, mark and measure first; the engine shows no score before.':
    {
      de: 'Verdeckt, bis Sie Ihre eigenen Befunde festgeschrieben haben. Erst ansehen, markieren und messen; vorher zeigt das Programm keinen Score.',
      zh: '在您锁定自己的检验所见之前隐藏。请先观察、标记和测量；此前程序不显示任何分数。',
    },
  'Veiled from you for now; the line is there, and its hash counts': {
    de: 'Für Sie vorerst verdeckt; die Zeile ist da, und ihr Hash zählt',
    zh: '暂对您隐藏；该行存在，其哈希值照常计入',
  },
  'Found independently': { de: 'Unabhängig erhoben', zh: '独立所见' },
  'Found independently: {first} and {second}': {
    de: 'Unabhängig erhoben: {first} und {second}',
    zh: '独立所见：{first} 与 {second}',
  },
  'Neither saw the findings of the other before locking their own. Findings are of one place where their marks, each grown by 2 mm, touch.':
    {
      de: 'Niemand sah die Befunde der anderen Person, bevor die eigenen festgeschrieben waren. Befunde gelten derselben Stelle, wo sich ihre Markierungen, um je 2 mm erweitert, berühren.',
      zh: '双方在锁定自己的检验所见之前均未看到对方的检验所见。标记各外扩 2 mm 后相接，即视为同一处的检验所见。',
    },
  '{label}, page {page}': { de: '{label}, Seite {page}', zh: '{label}第 {page} 页' },
  Place: { de: 'Stelle', zh: '位置' },
  Together: { de: 'Zusammen', zh: '对照' },
  Agree: { de: 'Stimmen überein', zh: '一致' },
  'Contradict each other': { de: 'Widersprechen einander', zh: '相互矛盾' },
  'Of different kinds': { de: 'Verschiedener Art', zh: '类别不同' },
  '{examiner} alone': { de: 'nur {examiner}', zh: '仅 {examiner}' },
  'Show its marks': { de: 'Markierungen zeigen', zh: '显示其标记' },
  'Made by': { de: 'Von', zh: '作出人' },
  'locked {at}': { de: 'festgeschrieben {at}', zh: '锁定于 {at}' },
  'after the lock of line {line}': {
    de: 'nach der Festschreibung von Zeile {line}',
    zh: '在第 {line} 行锁定之后',
  },
  '{number} stays as it is; a mark begins a finding of its own': {
    de: '{number} bleibt, wie er ist; eine Markierung beginnt einen eigenen Befund',
    zh: '{number} 保持不变；新标记将另立检验所见',
  },
} as const satisfies Catalogue;
