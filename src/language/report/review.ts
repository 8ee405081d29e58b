import type { Catalogue } from '../catalogue.ts';
import { reviewStatements } from '../review-statements.ts';

/** The technical review: what is answered, and what a report says of it. */
export const review = {
  'Technical review': { de: 'Fachliche Prüfung', zh: '技术复核' },
  'None of this content is on record: no other examiner has signed a review of a draft that says the same.': {
    de: 'Zu diesem Inhalt ist keine verzeichnet: Keine andere sachverständige Person hat die Prüfung eines Entwurfs mit demselben Inhalt unterzeichnet.',
    zh: '没有针对本内容的复核记录：没有其他鉴定人签署过对内容相同的草稿的复核。',
  },
  "By {name} ({initials}), {role}, who did not write this report, on {at}, of a draft with the same content: without objection. The draft's content has the SHA-256":
    {
      de: 'Durch {name} ({initials}), {role}, nicht Verfasser dieses Berichts, am {at}, an einem Entwurf mit demselben Inhalt: ohne Einwand. Der Inhalt des Entwurfs hat den SHA-256-Wert',
      zh: '{name}（{initials}），{role}，非本报告撰写人，于{at}对内容相同的草稿进行了复核：无异议。该草稿内容的SHA-256为',
    },
  "By {name} ({initials}), {role}, who did not write this report, on {at}, of a draft with the same content: with {objections, plural, one {# objection} other {# objections}}. The draft's content has the SHA-256":
    {
      de: 'Durch {name} ({initials}), {role}, nicht Verfasser dieses Berichts, am {at}, an einem Entwurf mit demselben Inhalt: mit {objections, plural, one {# Einwand} other {# Einwänden}}. Der Inhalt des Entwurfs hat den SHA-256-Wert',
      zh: '{name}（{initials}），{role}，非本报告撰写人，于{at}对内容相同的草稿进行了复核：有{objections, number}项异议。该草稿内容的SHA-256为',
    },
  'An earlier review of a draft with the same content, by {name} ({initials}), {role}, on {at}: without objection.':
    {
      de: 'Eine frühere Prüfung eines Entwurfs mit demselben Inhalt, durch {name} ({initials}), {role}, am {at}: ohne Einwand.',
      zh: '此前对内容相同的草稿的复核，由{name}（{initials}），{role}，于{at}进行：无异议。',
    },
  'An earlier review of a draft with the same content, by {name} ({initials}), {role}, on {at}: with {objections, plural, one {# objection} other {# objections}}.':
    {
      de: 'Eine frühere Prüfung eines Entwurfs mit demselben Inhalt, durch {name} ({initials}), {role}, am {at}: mit {objections, plural, one {# Einwand} other {# Einwänden}}.',
      zh: '此前对内容相同的草稿的复核，由{name}（{initials}），{role}，于{at}进行：有{objections, number}项异议。',
    },
  'Author and reviewer are told apart by their logins, each with a password of its own.': {
    de: 'Verfassende und prüfende Person werden an ihren Anmeldungen unterschieden, jede mit eigenem Kennwort.',
    zh: '撰写人与复核人以各自的登录账号区分，每个账号均有单独的密码。',
  },
  'Author and reviewer are told apart by the accounts that they used Chirograph from. That these are the persons named rests on who may use the accounts.':
    {
      de: 'Verfassende und prüfende Person werden an den Benutzerkonten unterschieden, von denen aus sie Chirograph verwendet haben. Dass es die genannten Personen sind, beruht darauf, wer diese Konten benutzen darf.',
      zh: '撰写人与复核人以其使用Chirograph时所用的账户区分。二者是否即为所载之人，取决于何人有权使用这些账户。',
    },
  'Author and reviewer are told apart by the names that they typed, and by nothing else: both used one account, or it is not known which.':
    {
      de: 'Verfassende und prüfende Person werden an den eingegebenen Namen unterschieden und an nichts sonst: Beide haben dasselbe Benutzerkonto verwendet, oder es ist nicht bekannt, welches.',
      zh: '撰写人与复核人仅以各自输入的姓名区分，别无其他依据：二人使用同一账户，或所用账户不明。',
    },
  'The draft that was reviewed was written by {before}, this report by {now}. Both say the same of the case; wording and layout may differ, and were not reviewed.':
    {
      de: 'Der geprüfte Entwurf wurde von {before} geschrieben, dieser Bericht von {now}. Beide sagen über den Fall dasselbe; Wortlaut und Gestaltung können abweichen und wurden nicht geprüft.',
      zh: '所复核的草稿由{before}生成，本报告由{now}生成。二者对本案的陈述相同；措辞和版式可能不同，且未经复核。',
    },
  '{by} signed a review of a draft with the same content on {at}: without objection.': {
    de: '{by} hat am {at} eine Prüfung eines Entwurfs mit demselben Inhalt unterzeichnet: ohne Einwand.',
    zh: '{by}于{at}签署了对内容相同的草稿的复核：无异议。',
  },
  '{by} signed a review of a draft with the same content on {at}: with {objections, plural, one {# objection} other {# objections}}.':
    {
      de: '{by} hat am {at} eine Prüfung eines Entwurfs mit demselben Inhalt unterzeichnet: mit {objections, plural, one {# Einwand} other {# Einwänden}}.',
      zh: '{by}于{at}签署了对内容相同的草稿的复核：有{objections, number}项异议。',
    },
  'Its file is lost: what it said is not known.': {
    de: 'Die Datei ist verloren: Was die Prüfung sagte, ist nicht bekannt.',
    zh: '其文件已遗失：复核内容不得而知。',
  },
  'Its file is lost, as {by} recorded on {at}: what it said is not known.': {
    de: 'Die Datei ist verloren, wie {by} am {at} festgehalten hat: Was die Prüfung sagte, ist nicht bekannt.',
    zh: '其文件已遗失（由{by}于{at}记录）：复核内容不得而知。',
  },
  Reviewed: { de: 'Geprüft', zh: '复核项目' },
  Answer: { de: 'Antwort', zh: '答复' },
  'Answered with no': { de: 'Mit Nein beantwortet', zh: '答复为否' },
  yes: { de: 'ja', zh: '是' },
  no: { de: 'nein', zh: '否' },
  'not applicable': { de: 'entfällt', zh: '不适用' },
  ...reviewStatements,
} as const satisfies Catalogue;
