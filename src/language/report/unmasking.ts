import type { Catalogue } from '../catalogue.ts';

/** What a report says of sequential unmasking: who saw what when, and what examiners found independently. */
export const unmasking = {
  'What was seen when': { de: 'Was wann gesehen wurde', zh: '何时看到何内容' },
  'The case was set to sequential unmasking on {at} by {by} (journal line {line}). Each examiner then sees questioned items alone until they lock what they found in them; then known items as well; and scores, and what other examiners found, once all their own findings are locked. A locked finding cannot be changed.':
    {
      de: 'Der Fall wurde am {at} von {by} auf stufenweise Offenlegung gesetzt (Protokollzeile {line}). Jede sachverständige Person sieht danach zuerst nur die fraglichen Schriftstücke, bis sie ihre Befunde daran festschreibt, dann auch die Vergleichsschriften, und Scores sowie die Befunde anderer Sachverständiger erst, wenn alle eigenen Befunde festgeschrieben sind. Ein festgeschriebener Befund lässt sich nicht mehr ändern.',
      zh: '本案件于 {at} 由 {by} 设为逐步揭示（日志第 {line} 行）。此后每位鉴定人先只看到检材，锁定对检材的检验所见后才看到样本；锁定自己的全部检验所见后，才看到分数以及其他鉴定人的检验所见。已锁定的检验所见不能再更改。',
    },
  '{names} had the case open before it was set to that, when nothing was veiled; what was looked at then is not on record.':
    {
      de: '{names}: hatte den Fall vorher offen, als nichts verdeckt war; was dabei angesehen wurde, ist nicht festgehalten.',
      zh: '{names} 在设置之前打开过本案件，当时未隐藏任何内容；当时查看了什么没有记录。',
    },
  'Sequential unmasking was ended for every examiner on {at} by {by} (journal line {line}), for this reason: {reason}. Nothing was veiled from then on.':
    {
      de: 'Die stufenweise Offenlegung wurde am {at} von {by} für alle Sachverständigen beendet (Protokollzeile {line}), aus diesem Grund: {reason}. Von da an war nichts mehr verdeckt.',
      zh: '逐步揭示于 {at} 由 {by} 对所有鉴定人结束（日志第 {line} 行），原因：{reason}。此后不再隐藏任何内容。',
    },
  'the examination was completed': { de: 'die Untersuchung war abgeschlossen', zh: '检验已完成' },
  'it was not needed': { de: 'sie war nicht nötig', zh: '无需采用' },
  'it had been set by mistake': { de: 'sie war versehentlich eingestellt worden', zh: '误设' },
  'another one': { de: 'ein anderer', zh: '其他' },
  'Locked on': { de: 'Festgeschrieben am', zh: '锁定时间' },
  'Journal line': { de: 'Protokollzeile', zh: '日志行' },
  'What, and what was shown then': { de: 'Was, und was danach zu sehen war', zh: '锁定内容及随后显示的内容' },
  'saw questioned items alone': { de: 'sah nur fragliche Schriftstücke', zh: '只看到检材' },
  'saw everything before, questioned items alone since': {
    de: 'sah vorher alles, seither nur fragliche Schriftstücke',
    zh: '此前看到全部内容，此后只看到检材',
  },
  '{findings}; then known items': {
    de: '{findings}; danach Vergleichsschriften',
    zh: '{findings}；随后显示样本',
  },
  '{findings}; then scores and others’ findings': {
    de: '{findings}; danach Scores und die Befunde anderer',
    zh: '{findings}；随后显示分数和他人的检验所见',
  },
  'no finding': { de: 'kein Befund', zh: '无检验所见' },
  'findings not shown to whoever wrote this report': {
    de: 'Befunde, die nicht zu sehen sind, wo dieser Bericht verfasst wurde',
    zh: '未向本报告撰写人显示的检验所见',
  },
  'finding {number}': { de: 'Befund {number}', zh: '检验所见 {number}' },
  'findings {numbers}': { de: 'Befunde {numbers}', zh: '检验所见 {numbers}' },
  'Made or changed after a lock of the same examiner: {findings}.': {
    de: 'Nach einer Festschreibung derselben sachverständigen Person gemacht oder geändert: {findings}.',
    zh: '同一鉴定人在锁定之后作出或更改的：{findings}。',
  },
  'finding {number} (after line {line})': {
    de: 'Befund {number} (nach Zeile {line})',
    zh: '检验所见 {number}（第 {line} 行之后）',
  },
  '{by}, not locked': { de: '{by}, nicht festgeschrieben', zh: '{by}，未锁定' },
  '{by}, locked (line {line})': {
    de: '{by}, festgeschrieben (Zeile {line})',
    zh: '{by}，已锁定（第 {line} 行）',
  },
  'Independent findings beside each other': {
    de: 'Unabhängige Befunde nebeneinander',
    zh: '独立检验所见对照',
  },
  '{first} and {second}, neither of whom saw the findings of the other before locking their own. Findings are of one place where marks on the same page, each grown by 2 mm (a hundredth of the page where no resolution is known), touch; they agree where they are of one kind, and contradict each other where one is a similarity and the other a difference.':
    {
      de: '{first} und {second}; niemand von beiden sah die Befunde der anderen Person, bevor die eigenen festgeschrieben waren. Befunde gelten derselben Stelle, wo sich Markierungen auf derselben Seite, um je 2 mm erweitert (ein Hundertstel der Seite, wo keine Auflösung bekannt ist), berühren; sie stimmen überein, wo sie von gleicher Art sind, und widersprechen einander, wo der eine eine Übereinstimmung und der andere eine Abweichung ist.',
      zh: '{first} 与 {second}；双方在锁定自己的检验所见之前均未看到对方的检验所见。同一页上的标记各外扩 2 mm（分辨率未知时为页面的百分之一）后相接，即视为同一处的检验所见；类别相同为一致，一为符合点而另一为差异点则为相互矛盾。',
    },
  Place: { de: 'Stelle', zh: '位置' },
  Together: { de: 'Zusammen', zh: '对照' },
  agree: { de: 'stimmen überein', zh: '一致' },
  'contradict each other': { de: 'widersprechen einander', zh: '相互矛盾' },
  'of different kinds': { de: 'verschiedener Art', zh: '类别不同' },
  '{examiner} alone': { de: 'nur {examiner}', zh: '仅 {examiner}' },
} as const satisfies Catalogue;
