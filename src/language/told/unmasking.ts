import type { Catalogue } from '../catalogue.ts';

/** What sequential unmasking refuses, and why. */
export const unmasking = {
  'Known items, and whose they are, are veiled from you in this case until you have locked what you found in the questioned items.':
    {
      de: 'Vergleichsschriftstücke, und von wem sie sind, bleiben in diesem Fall für Sie verdeckt, bis Sie festgeschrieben haben, was Sie an den fraglichen Schriftstücken fanden.',
      zh: '在您锁定对检材的检验所见之前，本案件的样本材料及其归属对您隐藏。',
    },
  'Scores, reports, the case form and what other examiners found are veiled from you in this case until you have locked your own findings on questioned and known items.':
    {
      de: 'Scores, Berichte, die Angaben zum Fall und was andere Sachverständige fanden, bleiben in diesem Fall für Sie verdeckt, bis Sie Ihre eigenen Befunde an fraglichen und Vergleichsschriftstücken festgeschrieben haben.',
      zh: '在您锁定自己对检材和样本的检验所见之前，本案件的分数、报告、案件信息表以及其他鉴定人的检验所见对您隐藏。',
    },
  'A report shows what every examiner found. It can be made once these have locked their own findings for good: {names}; or once sequential unmasking is ended.':
    {
      de: 'Ein Bericht zeigt, was jede sachverständige Person fand; er zeigt alle Befunde. Er lässt sich erstellen, sobald diese ihre eigenen endgültig festgeschrieben haben: {names}; oder sobald die stufenweise Offenlegung beendet ist.',
      zh: '报告显示每名鉴定人的检验所见。须待下列人员最终锁定自己的检验所见后方可制作：{names}；或在逐步揭示结束之后。',
    },
  "This finding is another examiner's. Say what you see in a finding of your own.": {
    de: 'Dieser Befund ist von einer anderen sachverständigen Person. Sagen Sie in einem eigenen Befund, was Sie sehen.',
    zh: '该检验所见属于另一名鉴定人。请将您所见另立自己的检验所见。',
  },
  "Finding {number} is another examiner's. Say what you see in a finding of your own.": {
    de: 'Befund {number} ist von einer anderen sachverständigen Person. Sagen Sie in einem eigenen Befund, was Sie sehen.',
    zh: '检验所见{number}属于另一名鉴定人。请将您所见另立自己的检验所见。',
  },
  'This finding was locked on {day} at {time} UTC (journal line {line}) and stays as it is. Say what you see now in a finding of its own: it is entered as made after that lock.':
    {
      de: 'Dieser Befund wurde am {day} um {time} UTC festgeschrieben (Protokollzeile {line}) und bleibt, wie er ist. Sagen Sie in einem neuen Befund, was Sie jetzt sehen: Er wird als nach jener Festschreibung gemacht vermerkt.',
      zh: '该检验所见已于{day} {time} UTC锁定（日志第{line}行），不再更改。请将现在所见另立检验所见：它将记录为锁定之后作出。',
    },
  'Finding {number} was locked on {day} at {time} UTC (journal line {line}) and stays as it is. Say what you see now in a finding of its own: it is entered as made after that lock.':
    {
      de: 'Befund {number} wurde am {day} um {time} UTC festgeschrieben (Protokollzeile {line}) und bleibt, wie er ist. Sagen Sie in einem neuen Befund, was Sie jetzt sehen: Er wird als nach jener Festschreibung gemacht vermerkt.',
      zh: '检验所见{number}已于{day} {time} UTC锁定（日志第{line}行），不再更改。请将现在所见另立检验所见：它将记录为锁定之后作出。',
    },
  'This letter was locked on {day} at {time} UTC (journal line {line}) and stays as it is. Mark another: it is entered as marked after that lock.':
    {
      de: 'Dieser Buchstabe wurde am {day} um {time} UTC festgeschrieben (Protokollzeile {line}) und bleibt, wie er ist. Markieren Sie einen weiteren: Er wird als nach jener Festschreibung markiert vermerkt.',
      zh: '该字母已于{day} {time} UTC锁定（日志第{line}行），不再更改。请另行标记：它将记录为锁定之后标记。',
    },
  'This letter was marked by another examiner. Mark one of your own.': {
    de: 'Diesen Buchstaben hat eine andere sachverständige Person markiert. Markieren Sie einen eigenen.',
    zh: '该字母由另一名鉴定人标记。请自行标记。',
  },
  'The resolution of this page cannot be changed any more: measures of findings that are locked rest on it.':
    {
      de: 'Die Auflösung dieser Seite lässt sich nicht mehr ändern: Maße festgeschriebener Befunde beruhen auf ihr.',
      zh: '本页的分辨率不能再更改：已锁定的检验所见的测量以其为依据。',
    },
  'The resolution of this page cannot be changed at this stage of sequential unmasking.': {
    de: 'Die Auflösung dieser Seite lässt sich auf dieser Stufe der stufenweisen Offenlegung nicht ändern.',
    zh: '在逐步揭示的当前阶段，不能更改本页的分辨率。',
  },
  'This case is not under sequential unmasking: nothing in it is veiled.': {
    de: 'Dieser Fall steht nicht unter stufenweiser Offenlegung: Nichts darin ist verdeckt.',
    zh: '本案件未采用逐步揭示：其中没有隐藏的内容。',
  },
  'Sequential unmasking of this case was ended on {day}: nothing in it is veiled.': {
    de: 'Die stufenweise Offenlegung dieses Falls wurde am {day} beendet: Nichts darin ist verdeckt.',
    zh: '本案件的逐步揭示已于{day}结束：其中没有隐藏的内容。',
  },
  'One stage follows the other: known items are seen before scores are.': {
    de: 'Eine Stufe folgt auf die andere: Vergleichsschriftstücke werden vor den Scores gesehen.',
    zh: '各阶段依次进行：先看到样本材料，再看到分数。',
  },
  'Sequential unmasking is ended by an examiner from whom nothing is veiled any more. Lock your own findings first.':
    {
      de: 'Die stufenweise Offenlegung beendet eine sachverständige Person, für die nichts mehr verdeckt ist. Schreiben Sie zuerst Ihre eigenen Befunde fest.',
      zh: '逐步揭示须由已无任何内容对其隐藏的鉴定人结束。请先锁定您自己的检验所见。',
    },
  'This case cannot be set to sequential unmasking: its sequential unmasking was ended on {day}, and what was seen cannot be unseen. Examine a copy of the evidence in a folder of its own.':
    {
      de: 'Dieser Fall lässt sich nicht auf stufenweise Offenlegung setzen: Seine stufenweise Offenlegung wurde am {day} beendet, und was gesehen wurde, lässt sich nicht ungesehen machen. Untersuchen Sie eine Kopie der Beweismittel in einem eigenen Ordner.',
      zh: '本案件不能设为逐步揭示：其逐步揭示已于{day}结束，已看到的无法当作未见。请在单独的文件夹中检验证据的副本。',
    },
  'This case cannot be set to sequential unmasking: scores have been computed in it, and what was seen cannot be unseen. Examine a copy of the evidence in a folder of its own.':
    {
      de: 'Dieser Fall lässt sich nicht auf stufenweise Offenlegung setzen: In ihm wurden Scores berechnet, und was gesehen wurde, lässt sich nicht ungesehen machen. Untersuchen Sie eine Kopie der Beweismittel in einem eigenen Ordner.',
      zh: '本案件不能设为逐步揭示：其中已计算过分数，已看到的无法当作未见。请在单独的文件夹中检验证据的副本。',
    },
  'This case cannot be set to sequential unmasking: finding {number} lies on other than questioned items, and what was seen cannot be unseen. Examine a copy of the evidence in a folder of its own.':
    {
      de: 'Dieser Fall lässt sich nicht auf stufenweise Offenlegung setzen: Befund {number} liegt auf anderen als fraglichen Schriftstücken, und was gesehen wurde, lässt sich nicht ungesehen machen. Untersuchen Sie eine Kopie der Beweismittel in einem eigenen Ordner.',
      zh: '本案件不能设为逐步揭示：检验所见{number}位于检材以外的材料上，已看到的无法当作未见。请在单独的文件夹中检验证据的副本。',
    },
} as const satisfies Catalogue;
