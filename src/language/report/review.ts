import type { Catalogue } from '../catalogue.ts';

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

  'The questions put to the laboratory are stated, and the propositions answer them and are alternatives.': {
    de: 'Die dem Labor gestellten Fragen sind angegeben; die Hypothesen beantworten sie und schließen einander aus.',
    zh: '向实验室提出的问题已载明；各假设回答了这些问题，且互为对立。',
  },
  'All items received are listed, with their condition and with what was left unexamined, and why.': {
    de: 'Alle erhaltenen Schriftstücke sind aufgeführt, mit ihrem Zustand und mit dem, was nicht untersucht wurde, und warum.',
    zh: '收到的全部材料均已列出，并说明其状况、未检验的部分及原因。',
  },
  'The writing is clear enough, enough in quantity and comparable for what was done with it.': {
    de: 'Die Schrift ist für das, was mit ihr getan wurde, deutlich genug, ausreichend umfangreich und vergleichbar.',
    zh: '就所进行的检验而言，书写足够清晰，数量充分，并具有可比性。',
  },
  'The words found were checked; what was corrected, excluded or given to another hand is justified.': {
    de: 'Die gefundenen Wörter wurden kontrolliert; was berichtigt, ausgeschlossen oder einer anderen Schreiberhand zugewiesen wurde, ist begründet.',
    zh: '所找到的字词已经核对；凡更正、排除或归于另一笔迹者均有理由。',
  },
  'The method was validated for writing like this, and was applied as it is described.': {
    de: 'Die Methode wurde für Schrift wie diese validiert und so angewandt, wie sie beschrieben ist.',
    zh: '方法已针对此类书写经过验证，并按所述方式应用。',
  },
  'What the examiner was told is stated, and what did not bear on the question had no part in the result.': {
    de: 'Was der sachverständigen Person mitgeteilt wurde, ist angegeben, und was die Frage nicht betraf, hatte am Ergebnis keinen Anteil.',
    zh: '鉴定人获知的信息已载明，与问题无关的信息未影响结果。',
  },
  'The results are complete, and verifying the case finds no difference.': {
    de: 'Die Ergebnisse sind vollständig, und die Nachprüfung des Falls findet keine Abweichung.',
    zh: '结果完整，对本案的核验未发现差异。',
  },
  'Population, band, bounds and interval of each likelihood ratio fit the case, and both propositions were weighed.':
    {
      de: 'Population, Textumfang, Grenzen und Intervall jedes Likelihood-Quotienten passen zum Fall, und beide Hypothesen wurden abgewogen.',
      zh: '每一似然比的参考总体、文字量档次、界限和区间均与本案相符，且两个假设均经权衡。',
    },
  'The opinion follows from the results, is no stronger than they are, and nothing in it is absolute.': {
    de: 'Die Beurteilung folgt aus den Ergebnissen, ist nicht stärker als diese, und nichts an ihr ist absolut.',
    zh: '鉴定意见由结果得出，不强于结果，且其中没有绝对化的表述。',
  },
  'The limits of the method, of the material and of the conclusion are stated.': {
    de: 'Die Grenzen der Methode, des Materials und der Schlussfolgerung sind angegeben.',
    zh: '方法、材料和结论的局限均已载明。',
  },
  'Another examiner could follow from the record what was done, when and by whom.': {
    de: 'Eine andere sachverständige Person könnte anhand der Aufzeichnungen nachvollziehen, was wann von wem getan wurde.',
    zh: '其他鉴定人能够依据记录了解何人于何时做了什么。',
  },
  'Names, dates, labels and figures are right, and whoever the report is for can understand it.': {
    de: 'Namen, Daten, Kennzeichnungen und Zahlen stimmen, und wer den Bericht erhält, kann ihn verstehen.',
    zh: '姓名、日期、编号和数值均正确，报告的使用者能够理解其内容。',
  },
} as const satisfies Catalogue;
