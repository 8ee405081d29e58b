import type { Catalogue } from './catalogue.ts';

/** What a technical review answers: signed in the window in the words that the final report prints. */
export const reviewStatements = {
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
    de: 'Die Schlussfolgerung folgt aus den Ergebnissen, ist nicht stärker als diese, und nichts an ihr ist absolut.',
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
