import type { Catalogue } from '../catalogue.ts';

/** Why a result no longer stands, and what is refused of comparisons, searches, pictures, reports and their reviews. */
export const results = {
  'Rested on writing that was erased from the case: {items}.': {
    de: 'Beruhte auf Schrift, die aus dem Fall gelöscht wurde: {items}.',
    zh: '所依据的书写内容已从案件中清除：{items}。',
  },
  'Erased: this result rested on writing that was erased from the case.': {
    de: 'Gelöscht: Dieses Ergebnis beruhte auf Schrift, die aus dem Fall gelöscht wurde.',
    zh: '已清除：该结果所依据的书写内容已从案件中清除。',
  },
  'Computed with model {then}; the case now uses {now}.': {
    de: 'Berechnet mit dem Modell {then}; der Fall verwendet jetzt {now}.',
    zh: '用模型{then}计算；案件现使用{now}。',
  },
  'Calibrated otherwise than likelihood ratios now are.': {
    de: 'Anders kalibriert, als Likelihood-Quotienten es jetzt werden; die Kalibrierung hat gewechselt.',
    zh: '所用校准与现在计算似然比所用的不同。',
  },
  'Placed in another reference population than the one now in use.': {
    de: 'In einer anderen Referenzpopulation eingeordnet als der jetzt verwendeten.',
    zh: '其所处位置依据的参考总体与现在使用的不同。',
  },
  'Its word pairs were chosen with another reference than the one now in use.': {
    de: 'Die Wortpaare wurden mit einer anderen Referenz gewählt als der jetzt verwendeten.',
    zh: '其字词配对依据的参考数据与现在使用的不同。',
  },
  'The evidence has changed since: {changes}.': {
    de: 'Die Beweismittel haben sich seither geändert: {changes}.',
    zh: '证据此后发生变化：{changes}。',
  },
  'The resolution of pages that it rests on was stated anew since.': {
    de: 'Die Auflösung von Seiten, auf denen es beruht, wurde seither neu angegeben.',
    zh: '其所依据页面的分辨率此后已重新注明。',
  },
  'Items, their assignment or the words in use have changed since.': {
    de: 'Schriftstücke, ihre Zuordnung oder die verwendeten Wörter haben sich seither geändert.',
    zh: '材料、其归类或所用字词此后发生变化。',
  },

  'This case has no such comparison.': {
    de: 'Dieser Fall hat keinen solchen Vergleich.',
    zh: '本案件没有该比对。',
  },
  'This case has no such search.': { de: 'Dieser Fall hat keine solche Suche.', zh: '本案件没有该检索。' },
  'The comparison no longer stands: {reason} Run it again to see its scores.': {
    de: 'Der Vergleich gilt nicht mehr: {reason} Führen Sie ihn erneut aus, um seine Scores zu sehen.',
    zh: '该比对不再成立：{reason}请重新运行以查看其分数。',
  },
  'This case has no such comparison of signatures.': {
    de: 'Dieser Fall hat keinen solchen Vergleich von Unterschriften.',
    zh: '本案件没有该签名比对。',
  },
  'A comparison of signatures chosen for the report no longer stands: {reason} Run it again, or leave it out.':
    {
      de: 'Ein für den Bericht gewählter Vergleich von Unterschriften gilt nicht mehr: {reason} Führen Sie ihn erneut aus, oder lassen Sie ihn weg.',
      zh: '为报告选择的某项签名比对不再成立：{reason}请重新运行，或将其略去。',
    },
  'A comparison chosen for the report no longer stands: {reason} Run it again, or leave it out.': {
    de: 'Ein für den Bericht gewählter Vergleich gilt nicht mehr: {reason} Führen Sie ihn erneut aus, oder lassen Sie ihn weg.',
    zh: '为报告选择的某项比对不再成立：{reason}请重新运行，或将其略去。',
  },
  'A search chosen for the report no longer stands: {reason} Run it again, or leave it out.': {
    de: 'Eine für den Bericht gewählte Suche gilt nicht mehr: {reason} Führen Sie sie erneut aus, oder lassen Sie sie weg.',
    zh: '为报告选择的某项检索不再成立：{reason}请重新运行，或将其略去。',
  },
  'No known writer of this case has words to search among. Assign known items and prepare them first.': {
    de: 'Kein Vergleichsschreiber dieses Falls hat Wörter, unter denen sich suchen ließe. Ordnen Sie zuerst Vergleichsschriftstücke zu, und bereiten Sie sie auf.',
    zh: '本案件的样本书写人均没有可供检索的字词。请先归类样本材料并进行处理。',
  },
  '{first} and {second} are hands that were told apart on one item. A mean over several hands says nothing: compare one of them at a time.':
    {
      de: '{first} und {second} sind Schreiberhände, die auf einem Schriftstück unterschieden wurden. Ein Mittel über mehrere Schreiberhände sagt nichts: Vergleichen Sie jeweils eine davon.',
      zh: '{first}和{second}是在同一份材料上被区分开的不同笔迹。多种笔迹的平均没有意义：请每次只比对其中之一。',
    },
  'The known items chosen are by {count} writers ({writers}). A mean over several hands says nothing: compare with one writer at a time, or search.':
    {
      de: 'Die gewählten Vergleichsschriftstücke sind von {count} Schreibern ({writers}). Ein Mittel über mehrere Schreiberhände sagt nichts: Vergleichen Sie jeweils mit einem Schreiber, oder suchen Sie.',
      zh: '所选样本材料出自{count}名书写人（{writers}）。多种笔迹的平均没有意义：请每次只与一名书写人比对，或进行检索。',
    },
  'Nothing was computed, since not every word of {label} ({path}) could be encoded: {reason}': {
    de: 'Es wurde nichts berechnet, weil sich nicht jedes Wort von {label} ({path}) kodieren ließ: {reason}',
    zh: '未进行计算，因为{label}（{path}）的字词未能全部编码：{reason}',
  },
  '{place} ({path}) and {otherPlace} ({otherPath}) show the same writing: {shared, number} of {words, number} words are the same picture, pixel for pixel. A scan is always found like its own copy: nothing was computed. Leave one of the two out, exclude the words of one of the pages, or sort the one anew that was assigned by mistake.':
    {
      de: '{place} ({path}) und {otherPlace} ({otherPath}) zeigen dieselbe Schrift: {shared, number} von {words, number} Wörtern sind Pixel für Pixel dasselbe Bild. Ein Scan gleicht immer seiner eigenen Kopie: Es wurde nichts berechnet. Lassen Sie eines der beiden weg, schließen Sie die Wörter einer der Seiten aus, oder ordnen Sie das irrtümlich zugeordnete neu zu.',
      zh: '{place}（{path}）与{otherPlace}（{otherPath}）是同一笔迹的图像：{words, number}个字词中有{shared, number}个逐像素相同。扫描件与其副本总是相似，因此未进行计算。请略去其中之一，排除其中一页的字词，或重新归类误归的材料。',
    },
  '{place} ({path}) and {otherPlace} ({otherPath}) show the same writing: {shared, number} of {words, number} words are the same picture, pixel for pixel. Counted twice it would pass for more writing than there is: nothing was computed. Leave one of the two out, or exclude the words of one of the pages.':
    {
      de: '{place} ({path}) und {otherPlace} ({otherPath}) zeigen dieselbe Schrift: {shared, number} von {words, number} Wörtern sind Pixel für Pixel dasselbe Bild. Doppelt gezählt gälte sie für mehr Schrift, als da ist: Es wurde nichts berechnet. Lassen Sie eines der beiden weg, oder schließen Sie die Wörter einer der Seiten aus.',
      zh: '{place}（{path}）与{otherPlace}（{otherPath}）是同一笔迹的图像：{words, number}个字词中有{shared, number}个逐像素相同。重复计入会使文字量显得比实际更多，因此未进行计算。请略去其中之一，或排除其中一页的字词。',
    },
  '{label} ({path}) is {role}, not questioned. Assign it first.': {
    de: '{label} ({path}) ist keine fragliche Schrift, sondern: {role}. Ordnen Sie es zuerst zu.',
    zh: '{label}（{path}）是{role}，不是检材。请先归类。',
  },
  '{label} ({path}) is {role}, not known. Assign it first.': {
    de: '{label} ({path}) ist keine Vergleichsschrift, sondern: {role}. Ordnen Sie es zuerst zu.',
    zh: '{label}（{path}）是{role}，不是样本。请先归类。',
  },
  '{label} ({path}) has no words yet: {reason}': {
    de: '{label} ({path}) hat noch keine Wörter: {reason}',
    zh: '{label}（{path}）尚无字词：{reason}',
  },
  'Words came into use while their items were being encoded. Nothing was computed; do it again.': {
    de: 'Während ihre Schriftstücke kodiert wurden, kamen Wörter in Gebrauch. Es wurde nichts berechnet; versuchen Sie es erneut.',
    zh: '在其材料编码期间又有字词投入使用。未进行计算；请重试。',
  },
  '{items}: no words to compare. Take excluded words back in, or choose another item.': {
    de: '{items}: keine Wörter zum Vergleichen. Nehmen Sie ausgeschlossene Wörter wieder hinein, oder wählen Sie ein anderes Schriftstück.',
    zh: '{items}：没有可比对的字词。请重新纳入已排除的字词，或选择其他材料。',
  },

  'The picture has more than {limit} MiB. Save it at a smaller scale.': {
    de: 'Das Bild hat mehr als {limit} MiB. Speichern Sie es in kleinerem Maßstab.',
    zh: '图片超过{limit} MiB。请以较小比例保存。',
  },
  'The picture is too large for this computer: choose a smaller scale.': {
    de: 'Das Bild ist für diesen Rechner zu groß: Wählen Sie einen kleineren Maßstab.',
    zh: '图片对本机而言过大：请选择较小的比例。',
  },
  'What was to be saved is no {format} picture.': {
    de: 'Was gespeichert werden sollte, ist kein {format}-Bild.',
    zh: '要保存的内容不是{format}图片。',
  },
  'The report could not be written: the folder {folder} is read-only. Choose another folder for it.': {
    de: 'Der Bericht ließ sich nicht schreiben: Der Ordner {folder} ist schreibgeschützt. Wählen Sie einen anderen Ordner dafür.',
    zh: '报告无法写入：文件夹{folder}为只读。请为其选择其他文件夹。',
  },
  'The report could not be written: the disk of {folder} is full. Make room, then export it again.': {
    de: 'Der Bericht ließ sich nicht schreiben: Der Datenträger von {folder} ist voll. Schaffen Sie Platz, und exportieren Sie ihn dann erneut.',
    zh: '报告无法写入：{folder}所在磁盘已满。请腾出空间，然后重新导出。',
  },
  'The report could not be written: {folder} is no folder, and none can be made there. Choose another folder for it.':
    {
      de: 'Der Bericht ließ sich nicht schreiben: {folder} ist kein Ordner, und es lässt sich dort keiner anlegen. Wählen Sie einen anderen Ordner dafür.',
      zh: '报告无法写入：{folder}不是文件夹，且无法在该处建立文件夹。请为其选择其他文件夹。',
    },
  'The picture could not be written: the folder {folder} is read-only. Choose another folder for it.': {
    de: 'Das Bild ließ sich nicht schreiben: Der Ordner {folder} ist schreibgeschützt. Wählen Sie einen anderen Ordner dafür.',
    zh: '图片无法写入：文件夹{folder}为只读。请为其选择其他文件夹。',
  },
  'The picture could not be written: the disk of {folder} is full. Make room, then export it again.': {
    de: 'Das Bild ließ sich nicht schreiben: Der Datenträger von {folder} ist voll. Schaffen Sie Platz, und exportieren Sie es dann erneut.',
    zh: '图片无法写入：{folder}所在磁盘已满。请腾出空间，然后重新导出。',
  },
  'The picture could not be written: {folder} is no folder, and none can be made there. Choose another folder for it.':
    {
      de: 'Das Bild ließ sich nicht schreiben: {folder} ist kein Ordner, und es lässt sich dort keiner anlegen. Wählen Sie einen anderen Ordner dafür.',
      zh: '图片无法写入：{folder}不是文件夹，且无法在该处建立文件夹。请为其选择其他文件夹。',
    },

  'This case has no such report.': {
    de: 'Dieser Fall hat keinen solchen Bericht.',
    zh: '本案件没有该报告。',
  },
  'The report cannot be finalised: of {item} (and {more} more) {reason}. Put the evidence back as it was examined, or reconnect the drive that it lies on, and finalise again.':
    {
      de: 'Der Bericht lässt sich nicht abschließen. {item} (und {more} weitere): {reason}. Legen Sie das Beweismittel so zurück, wie es untersucht wurde, oder verbinden Sie das Laufwerk, auf dem es liegt, und schließen Sie dann erneut ab.',
      zh: '报告无法定稿。{item}（另有{more}份）：{reason}。请按检验时的状态放回证据，或重新连接其所在的驱动器，然后再次定稿。',
    },
  'The report cannot be finalised: of {item} {reason}. Put the evidence back as it was examined, or reconnect the drive that it lies on, and finalise again.':
    {
      de: 'Der Bericht lässt sich nicht abschließen. {item}: {reason}. Legen Sie das Beweismittel so zurück, wie es untersucht wurde, oder verbinden Sie das Laufwerk, auf dem es liegt, und schließen Sie dann erneut ab.',
      zh: '报告无法定稿。{item}：{reason}。请按检验时的状态放回证据，或重新连接其所在的驱动器，然后再次定稿。',
    },
  "A final report is kept in the case's reports folder, where verification looks for it. Leave the file name out, and hand out a copy.":
    {
      de: 'Ein endgültiger Bericht bleibt im Berichtsordner des Falls, wo die Nachprüfung ihn sucht. Lassen Sie den Dateinamen weg, und geben Sie eine Kopie heraus.',
      zh: '定稿报告保存在案件的报告文件夹中，核验时在该处查找。请勿填写文件名，并对外提供副本。',
    },
  'A report is written as a .pdf file; "{out}" does not end in .pdf.': {
    de: 'Ein Bericht wird als .pdf-Datei geschrieben; „{out}“ endet nicht auf .pdf.',
    zh: '报告写为.pdf文件；“{out}”不以.pdf结尾。',
  },
  "In the case's reports folder, names such as {name} are those of final reports. Choose another name for the draft.":
    {
      de: 'Im Berichtsordner des Falls sind Namen wie {name} die von endgültigen Berichten. Wählen Sie für den Entwurf einen anderen Namen.',
      zh: '在案件的报告文件夹中，{name}之类的名称用于定稿报告。请为草稿选择其他名称。',
    },
  "The report cannot be finalised: a technical review, journal line {line}, is not in the case's reports folder as it was signed (SHA-256 of its file, as the journal has it, does not occur there), and {more} more. Put the file back, from a copy of the case if need be, and finalise again. Where there is no copy, record the review as lost; what it was about is then to be reviewed anew.":
    {
      de: 'Der Bericht lässt sich nicht abschließen: Eine fachliche Prüfung, Protokollzeile {line}, liegt nicht so im Berichtsordner des Falls, wie sie unterschrieben wurde (der SHA-256 ihrer Datei aus dem Protokoll kommt dort nicht vor), und {more} weitere. Legen Sie die Datei zurück, notfalls aus einer Kopie des Falls, und schließen Sie erneut ab. Gibt es keine Kopie, vermerken Sie die Prüfung als verloren; was sie betraf, ist dann neu zu prüfen.',
      zh: '报告无法定稿：一份技术复核（日志第{line}行）未按签署时的状态存于案件的报告文件夹（日志所载的文件SHA-256在该处不存在），另有{more}份。请放回该文件，必要时取自案件的副本，然后再次定稿。若无副本，请将该复核记录为遗失；其所涉内容须重新复核。',
    },
  "The report cannot be finalised: a technical review, journal line {line}, is not in the case's reports folder as it was signed (SHA-256 of its file, as the journal has it, does not occur there). Put the file back, from a copy of the case if need be, and finalise again. Where there is no copy, record the review as lost; what it was about is then to be reviewed anew.":
    {
      de: 'Der Bericht lässt sich nicht abschließen: Eine fachliche Prüfung, Protokollzeile {line}, liegt nicht so im Berichtsordner des Falls, wie sie unterschrieben wurde (der SHA-256 ihrer Datei aus dem Protokoll kommt dort nicht vor). Legen Sie die Datei zurück, notfalls aus einer Kopie des Falls, und schließen Sie erneut ab. Gibt es keine Kopie, vermerken Sie die Prüfung als verloren; was sie betraf, ist dann neu zu prüfen.',
      zh: '报告无法定稿：一份技术复核（日志第{line}行）未按签署时的状态存于案件的报告文件夹（日志所载的文件SHA-256在该处不存在）。请放回该文件，必要时取自案件的副本，然后再次定稿。若无副本，请将该复核记录为遗失；其所涉内容须重新复核。',
    },
  'The report cannot be finalised: the technical review of this content that {name} signed on {day} is lost, and no other was signed since. Have a draft of it reviewed again, then finalise.':
    {
      de: 'Der Bericht lässt sich nicht abschließen: Die fachliche Prüfung dieses Inhalts, die {name} am {day} unterschrieben hat, ist verloren, und seither wurde keine andere unterschrieben. Lassen Sie einen Entwurf davon erneut prüfen, und schließen Sie dann ab.',
      zh: '报告无法定稿：{name}于{day}对该内容签署的技术复核已遗失，此后没有签署其他复核。请将其草稿重新交付复核，然后定稿。',
    },
  'Nothing that the report says has changed since version {version} was finalised on {day}: that version stands.':
    {
      de: 'Nichts, was der Bericht sagt, hat sich geändert, seit Version {version} am {day} abgeschlossen wurde: Jene Version gilt.',
      zh: '自第{version}版于{day}定稿以来，报告内容没有任何变化：该版本有效。',
    },
  'This case misses no such review: its file is there as it was signed, or it was never signed here.': {
    de: 'Diesem Fall fehlt keine solche Prüfung: Ihre Datei ist so da, wie sie unterschrieben wurde, oder sie wurde hier nie unterschrieben.',
    zh: '本案件并未缺少该复核：其文件与签署时一致，或从未在此签署。',
  },
  'A review comes before a report is finalised. Export a draft and review that.': {
    de: 'Geprüft wird, bevor ein Bericht abgeschlossen ist. Exportieren Sie einen Entwurf, und prüfen Sie diesen.',
    zh: '复核须在报告定稿之前进行。请导出草稿并对其复核。',
  },
  "This draft is not in the case's reports folder as it was written, so that nobody can say what was reviewed. Export a draft there and review that.":
    {
      de: 'Dieser Entwurf liegt nicht so im Berichtsordner des Falls, wie er geschrieben wurde, sodass niemand sagen kann, was geprüft wurde. Exportieren Sie einen Entwurf dorthin, und prüfen Sie diesen.',
      zh: '该草稿未按写成时的状态存于案件的报告文件夹，因而无人能说明复核的是什么。请将草稿导出到该处并对其复核。',
    },
  '{name} wrote this draft, and nobody reviews their own report. Another examiner has to sign the review in their own name.':
    {
      de: '{name} hat diesen Entwurf geschrieben, und niemand prüft den eigenen Bericht. Eine andere sachverständige Person muss die Prüfung im eigenen Namen unterschreiben.',
      zh: '该草稿由{name}撰写，任何人不得复核自己的报告。须由另一名鉴定人以本人名义签署复核。',
    },
  "The report {report} lies outside a case's reports folder. Name the case folder with --case.": {
    de: 'Der Bericht {report} liegt außerhalb des Berichtsordners eines Falls. Nennen Sie den Fallordner mit --case.',
    zh: '报告{report}不在案件的报告文件夹之内。请用 --case 指定案件文件夹。',
  },
  "{file} holds no report's JSON as Chirograph writes it: an earlier version made it, or another program has changed it. Verify the JSON that was written beside it.":
    {
      de: '{file} enthält nicht das JSON eines Berichts, wie Chirograph es schreibt: Eine frühere Version hat es erstellt, oder ein anderes Programm hat es verändert. Prüfen Sie das JSON nach, das daneben geschrieben wurde.',
      zh: '{file}不含Chirograph写成的报告JSON：它由较早的版本制作，或被其他程序改动。请核验与其一同写成的JSON。',
    },
  '{file} is not the JSON or PDF of a report, or cannot be read.': {
    de: '{file} ist nicht das JSON oder PDF eines Berichts oder lässt sich nicht lesen.',
    zh: '{file}不是报告的JSON或PDF，或无法读取。',
  },
  'There is no report {file}.': { de: 'Es gibt keinen Bericht {file}.', zh: '没有报告{file}。' },
  '{file} is not the JSON or PDF of a report.': {
    de: '{file} ist nicht das JSON oder PDF eines Berichts.',
    zh: '{file}不是报告的JSON或PDF。',
  },
  '{file} cannot be read.': { de: '{file} lässt sich nicht lesen.', zh: '{file}无法读取。' },
  "There is no {target}. Name a case folder, or a report's JSON or PDF.": {
    de: 'Es gibt kein {target}. Nennen Sie einen Fallordner oder das JSON oder PDF eines Berichts.',
    zh: '没有{target}。请指定案件文件夹，或报告的JSON或PDF。',
  },
  '{file} is not what Chirograph saved. Delete it, and fill in the laboratory again.': {
    de: '{file} ist nicht, was Chirograph gespeichert hat. Löschen Sie es, und füllen Sie die Angaben zum Labor neu aus.',
    zh: '{file}不是Chirograph所保存的内容。请将其删除，并重新填写实验室信息。',
  },
  'The logo is larger than 512 KiB. Choose a smaller picture.': {
    de: 'Das Logo ist größer als 512 KiB. Wählen Sie ein kleineres Bild.',
    zh: '标志大于512 KiB。请选择较小的图片。',
  },
  'The logo cannot be read as a picture. Choose a PNG or JPEG file.': {
    de: 'Das Logo lässt sich nicht als Bild lesen. Wählen Sie eine PNG- oder JPEG-Datei.',
    zh: '标志无法作为图片读取。请选择PNG或JPEG文件。',
  },
  '{file} cannot be written, so the laboratory was not saved. Ask for the right to write there.': {
    de: '{file} lässt sich nicht schreiben, daher wurde das Labor nicht gespeichert. Lassen Sie sich das Schreibrecht dafür geben.',
    zh: '{file}无法写入，因此实验室信息未保存。请申请在该处写入的权限。',
  },
} as const satisfies Catalogue;
