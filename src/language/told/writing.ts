import type { Catalogue } from '../catalogue.ts';

/** What is refused of items, pages, words, findings and letters, and what went wrong with their files. */
export const writing = {
  'Read the case again.': { de: 'Lesen Sie den Fall erneut ein.', zh: '请重新读取案件。' },
  'Prepare the item again.': { de: 'Bereiten Sie das Schriftstück erneut auf.', zh: '请重新处理该材料。' },
  'This case has no such item.': {
    de: 'Dieser Fall hat kein solches Schriftstück.',
    zh: '本案件没有该材料。',
  },
  'This case has no such page.': { de: 'Dieser Fall hat keine solche Seite.', zh: '本案件没有该页。' },
  'This case has no such word.': { de: 'Dieser Fall hat kein solches Wort.', zh: '本案件没有该字词。' },
  'This case has no such hand.': {
    de: 'Dieser Fall hat keine solche Schreiberhand.',
    zh: '本案件没有该笔迹。',
  },
  'This case has no such finding.': {
    de: 'Dieser Fall hat keinen solchen Befund.',
    zh: '本案件没有该检验所见。',
  },
  'This case has no such letter.': {
    de: 'Dieser Fall hat keinen solchen Buchstaben.',
    zh: '本案件没有该字母。',
  },
  'This case has no such letter on that page.': {
    de: 'Dieser Fall hat auf jener Seite keinen solchen Buchstaben.',
    zh: '本案件在该页上没有该字母。',
  },
  'A page that was marked is not in the case any more.': {
    de: 'Eine markierte Seite ist nicht mehr im Fall.',
    zh: '做过标记的一页已不在本案件中。',
  },
  'A page on which a letter was marked is not in the case any more.': {
    de: 'Eine Seite, auf der ein Buchstabe markiert wurde, ist nicht mehr im Fall.',
    zh: '标记过字母的一页已不在本案件中。',
  },
  'This picture is no longer part of the case.': {
    de: 'Dieses Bild gehört nicht mehr zum Fall.',
    zh: '该图片已不属于本案件。',
  },
  'Only pages have tiles.': { de: 'Nur Seiten haben Kacheln.', zh: '只有页面才有图块。' },
  'This crop is no longer on disk. Prepare its item again.': {
    de: 'Dieser Ausschnitt ist nicht mehr auf dem Datenträger. Bereiten Sie sein Schriftstück erneut auf.',
    zh: '该裁切图已不在磁盘上。请重新处理其材料。',
  },
  'The crops of {label} are no longer on disk.': {
    de: 'Die Ausschnitte von {label} sind nicht mehr auf dem Datenträger.',
    zh: '{label}的裁切图已不在磁盘上。',
  },
  'A crop arrived damaged from preparation. Nothing was saved; prepare the item again.': {
    de: 'Ein Ausschnitt kam beschädigt aus der Aufbereitung. Es wurde nichts gespeichert; bereiten Sie das Schriftstück erneut auf.',
    zh: '处理过程中收到的某个裁切图已损坏。未保存任何内容；请重新处理该材料。',
  },
  'The case database names no crop for a word of {item}.': {
    de: 'Die Datenbank des Falls nennt für ein Wort von {item} keinen Ausschnitt.',
    zh: '案件数据库未载明{item}某个字词的裁切图。',
  },
  'Something in this case names an item that the case does not hold ({id}).': {
    de: 'Etwas in diesem Fall nennt ein Schriftstück, das der Fall nicht enthält ({id}).',
    zh: '本案件中有内容指向案件所没有的材料（{id}）。',
  },
  'Something in this case names a signature that the case does not hold ({id}).': {
    de: 'Etwas in diesem Fall nennt eine Unterschrift, die der Fall nicht enthält ({id}).',
    zh: '本案件中有内容指向案件所没有的签名（{id}）。',
  },
  'Something in this case names a writer that the case does not hold ({id}).': {
    de: 'Etwas in diesem Fall nennt einen Schreiber, den der Fall nicht enthält ({id}).',
    zh: '本案件中有内容指向案件所没有的书写人（{id}）。',
  },

  '{path} is not in the case folder. Put it back and open the case again.': {
    de: '{path} ist nicht im Fallordner. Legen Sie es zurück, und öffnen Sie den Fall erneut.',
    zh: '{path}不在案件文件夹中。请将其放回，然后重新打开案件。',
  },
  '{path} is not in the case folder.': {
    de: '{path} ist nicht im Fallordner.',
    zh: '{path}不在案件文件夹中。',
  },
  '{label} ({path}) is no longer in the case folder. Put it back and open the case again; or sort it as unassigned, to go on without it.':
    {
      de: '{label} ({path}) ist nicht mehr im Fallordner. Legen Sie es zurück, und öffnen Sie den Fall erneut; oder kennzeichnen Sie es als nicht zugeordnet, um ohne es fortzufahren.',
      zh: '{label}（{path}）已不在案件文件夹中。请将其放回，然后重新打开案件；或将其设为未归类，以便在没有它的情况下继续。',
    },
  '{label} ({path}) is not the file that was first seen: its SHA-256 differs.': {
    de: '{label} ({path}) ist nicht die Datei, die zuerst gesehen wurde: Ihr SHA-256 ist ein anderer.',
    zh: '{label}（{path}）不是最初所见的文件：其SHA-256不同。',
  },
  'Put the first file back, or give this one another name to examine it as a new item.': {
    de: 'Legen Sie die erste Datei zurück, oder geben Sie dieser einen anderen Namen, um sie als neues Schriftstück zu untersuchen.',
    zh: '请放回最初的文件，或为此文件另起名称，作为新的材料检验。',
  },
  'Restore the original, or add the new file under another name.': {
    de: 'Stellen Sie das Original wieder her, oder fügen Sie die neue Datei unter einem anderen Namen hinzu.',
    zh: '请恢复原文件，或以其他名称添加新文件。',
  },
  '{label} ({path}) changed while it was read. Try again when nothing writes to it any more.': {
    de: '{label} ({path}) änderte sich, während es gelesen wurde. Versuchen Sie es erneut, wenn nichts mehr hineinschreibt.',
    zh: '{label}（{path}）在读取过程中发生变化。请待没有程序写入时重试。',
  },
  '{label} ({path}) no longer gives the words it gave before. Prepare it again and look at its words.': {
    de: '{label} ({path}) ergibt nicht mehr die Wörter von vorher. Bereiten Sie es erneut auf, und sehen Sie seine Wörter durch.',
    zh: '{label}（{path}）不再给出此前的字词。请重新处理，并查看其字词。',
  },
  'Erased on {day}: where it lay and what was found in it are no longer kept.': {
    de: 'Gelöscht am {day}: Wo es lag und was darin gefunden wurde, wird nicht mehr aufbewahrt.',
    zh: '已于{day}清除：其所在位置及其中所发现的内容不再保存。',
  },
  'What is wrong with this item is veiled as it is.': {
    de: 'Was mit diesem Schriftstück nicht stimmt, ist verdeckt, wie es selbst.',
    zh: '该材料被隐藏，其问题同样被隐藏。',
  },

  '{name} has {pages, number} pages; the limit is {limit}. Split it into several files.': {
    de: '{name} hat {pages, number} Seiten; die Grenze liegt bei {limit}. Teilen Sie es in mehrere Dateien.',
    zh: '{name}有{pages, number}页，上限为{limit}页。请将其拆分为多个文件。',
  },
  'The pages of {name} have {pixels, number} pixels together; the limit is {limit, number}. Split it into several files.':
    {
      de: 'Die Seiten von {name} haben zusammen {pixels, number} Pixel; die Grenze liegt bei {limit, number}. Teilen Sie es in mehrere Dateien.',
      zh: '{name}的各页合计{pixels, number}像素，上限为{limit, number}像素。请将其拆分为多个文件。',
    },
  'Page {page} of {name} needs more memory than the {limit, number} MiB that decoding may use. Scan it at a lower resolution or in parts; if it is an ordinary scan, save it anew with another program.':
    {
      de: 'Seite {page} von {name} braucht mehr Arbeitsspeicher als die {limit, number} MiB, die das Dekodieren verwenden darf. Scannen Sie sie mit geringerer Auflösung oder in Teilen; ist es ein gewöhnlicher Scan, speichern Sie ihn mit einem anderen Programm neu.',
      zh: '{name}的第{page}页所需内存超过解码可用的{limit, number} MiB。请以较低分辨率扫描，或分部分扫描；若为普通扫描件，请用其他程序重新保存。',
    },
  '{name} needs more memory than the {limit, number} MiB that decoding may use. Scan it at a lower resolution or in parts; if it is an ordinary scan, save it anew with another program.':
    {
      de: '{name} braucht mehr Arbeitsspeicher als die {limit, number} MiB, die das Dekodieren verwenden darf. Scannen Sie es mit geringerer Auflösung oder in Teilen; ist es ein gewöhnlicher Scan, speichern Sie es mit einem anderen Programm neu.',
      zh: '{name}所需内存超过解码可用的{limit, number} MiB。请以较低分辨率扫描，或分部分扫描；若为普通扫描件，请用其他程序重新保存。',
    },
  '{name} was set aside after {count, plural, one {# failed attempt} other {# failed attempts}} to decode it: {reason}. The other items are not affected. Save the image anew with another program and add that copy.':
    {
      de: '{name} wurde nach {count, plural, one {# gescheiterten Versuch} other {# gescheiterten Versuchen}}, es zu dekodieren, zurückgestellt: {reason}. Die anderen Schriftstücke sind nicht betroffen. Speichern Sie das Bild mit einem anderen Programm neu, und fügen Sie diese Kopie hinzu.',
      zh: '{name}在{count, number}次解码失败后被搁置：{reason}。其他材料不受影响。请用其他程序重新保存该图像，并添加该副本。',
    },
  'The process that decodes images could not be started. Install Chirograph again; the log has the details.':
    {
      de: 'Der Prozess, der Bilder dekodiert, ließ sich nicht starten. Installieren Sie Chirograph erneut; die Einzelheiten stehen im Log.',
      zh: '无法启动解码图像的进程。请重新安装Chirograph；详情见运行记录。',
    },
  'What reads PDF documents could not be started. Install Chirograph again; the log has the details.': {
    de: 'Was PDF-Dokumente liest, ließ sich nicht starten. Installieren Sie Chirograph erneut; die Einzelheiten stehen im Log.',
    zh: '无法启动读取PDF文档的组件。请重新安装Chirograph；详情见运行记录。',
  },
  'Page {page} of {name} has {count, number} separate marks; the limit is {limit, number}. It looks like a pattern, a printed picture or noise, and no words were taken from it. Cut the image to the writing, or scan it anew.':
    {
      de: 'Seite {page} von {name} hat {count, number} einzelne Spuren; die Grenze liegt bei {limit, number}. Sie sieht wie ein Muster, ein gedrucktes Bild oder Rauschen aus, und es wurden keine Wörter von ihr genommen. Schneiden Sie das Bild auf die Schrift zu, oder scannen Sie es neu.',
      zh: '{name}的第{page}页有{count, number}处分离的痕迹，上限为{limit, number}处。该页看似图案、印刷图片或噪声，未从中提取字词。请将图像裁剪至书写内容，或重新扫描。',
    },
  'Page {page} of {name} has {count, number} words; the limit is {limit, number}. It looks like a pattern, a printed picture or noise, and no words were taken from it. Cut the image to the writing, or scan it anew.':
    {
      de: 'Seite {page} von {name} hat {count, number} Wörter; die Grenze liegt bei {limit, number}. Sie sieht wie ein Muster, ein gedrucktes Bild oder Rauschen aus, und es wurden keine Wörter von ihr genommen. Schneiden Sie das Bild auf die Schrift zu, oder scannen Sie es neu.',
      zh: '{name}的第{page}页有{count, number}个字词，上限为{limit, number}个。该页看似图案、印刷图片或噪声，未从中提取字词。请将图像裁剪至书写内容，或重新扫描。',
    },
  '{name} has no page {page}.': { de: '{name} hat keine Seite {page}.', zh: '{name}没有第{page}页。' },
  'The region {x}, {y}, {width} x {height} is not on page {page} of {name} ({across} x {down} pixels).': {
    de: 'Der Bereich {x}, {y}, {width} × {height} liegt nicht auf Seite {page} von {name} ({across} × {down} Pixel).',
    zh: '区域{x}, {y}, {width} × {height}不在{name}的第{page}页（{across} × {down}像素）上。',
  },
  'Draw it inside the page.': {
    de: 'Zeichnen Sie ihn innerhalb der Seite.',
    zh: '请在页面之内绘制。',
  },
  'Page {page} of {name} ({width} x {height} pixels) has no tile {column}, {row} at level {level}.': {
    de: 'Seite {page} von {name} ({width} × {height} Pixel) hat auf Stufe {level} keine Kachel {column}, {row}.',
    zh: '{name}的第{page}页（{width} × {height}像素）在第{level}级没有图块{column}, {row}。',
  },
  'The picture of page {page} of {name} takes more than {limit} MiB and cannot be shown whole in full size. Look at it in parts or at a smaller size.':
    {
      de: 'Das Bild von Seite {page} von {name} braucht mehr als {limit} MiB und lässt sich nicht ganz in voller Größe zeigen. Betrachten Sie es in Teilen oder kleiner.',
      zh: '{name}第{page}页的图片超过{limit} MiB，无法以原始大小完整显示。请分部分查看，或以较小尺寸查看。',
    },
  'Nothing in the region drawn stands out from the paper, so that no word can be cut from it. Draw it around ink.':
    {
      de: 'Im gezeichneten Bereich hebt sich nichts vom Papier ab, daher lässt sich kein Wort daraus ausschneiden. Zeichnen Sie ihn um Tinte herum.',
      zh: '所绘区域内没有与纸张形成反差的内容，因此无法从中裁切字词。请围绕墨迹绘制。',
    },

  'A known item needs the name of its writer.': {
    de: 'Ein Vergleichsschriftstück braucht den Namen seines Schreibers.',
    zh: '样本材料必须有书写人姓名。',
  },
  'Only a known item has a writer. Leave the writer out.': {
    de: 'Nur ein Vergleichsschriftstück hat einen Schreiber. Lassen Sie den Schreiber weg.',
    zh: '只有样本材料才有书写人。请勿填写书写人。',
  },
  'A hand is one on its own item: these words are on another. Add a hand to that item.': {
    de: 'Eine Schreiberhand gehört zu ihrem Schriftstück: Diese Wörter stehen auf einem anderen. Fügen Sie jenem Schriftstück eine Schreiberhand hinzu.',
    zh: '一种笔迹只属于其所在的材料：这些字词在另一份材料上。请为该材料添加笔迹。',
  },
  'The reading order has to name every word of the page once. The page has changed meanwhile: order it anew.':
    {
      de: 'Die Lesereihenfolge muss jedes Wort der Seite einmal nennen. Die Seite hat sich inzwischen geändert: Ordnen Sie sie neu.',
      zh: '阅读顺序必须包含本页每个字词各一次。该页在此期间已变更：请重新排序。',
    },
  'A word chosen is not on its page any more: it was changed, or its item was prepared again. Choose it on the page anew.':
    {
      de: 'Ein gewähltes Wort steht nicht mehr auf seiner Seite: Es wurde geändert, oder sein Schriftstück wurde erneut aufbereitet. Wählen Sie es auf der Seite neu.',
      zh: '所选的某个字词已不在其页面上：它被更改，或其材料被重新处理。请在页面上重新选择。',
    },
  '{words, plural, one {# drawn word} other {# drawn words}} of {item} could not be cut anew, being off the page or without ink as it is read now, and {words, plural, one {keeps the crop it} other {keep the crops they}} had. Draw anew what is to be compared.':
    {
      de: '{words, plural, one {# gezeichnetes Wort} other {# gezeichnete Wörter}} von {item} {words, plural, one {ließ} other {ließen}} sich nicht neu ausschneiden, weil es, wie die Seite jetzt gelesen wird, außerhalb von ihr liegt oder ohne Tinte ist; der bisherige Ausschnitt bleibt jeweils erhalten. Zeichnen Sie neu, was verglichen werden soll.',
      zh: '{item}有{words, number}个手工框出的字词无法重新裁切（按现在的读取结果，位于页面之外或没有墨迹），因而保留原有裁切图。要比对的内容请重新框出。',
    },

  'A finding needs a mark that shows it. Draw one, or take the finding away as a whole.': {
    de: 'Ein Befund braucht eine Markierung, die ihn zeigt. Zeichnen Sie eine, oder entfernen Sie den Befund als Ganzes.',
    zh: '检验所见必须有显示它的标记。请绘制标记，或将该检验所见整个删除。',
  },
  'A mark lies on its page, not beyond an edge. Draw it anew.': {
    de: 'Eine Markierung liegt auf ihrer Seite, nicht jenseits eines Randes. Zeichnen Sie sie neu.',
    zh: '标记须在其页面之内，不得超出边缘。请重新绘制。',
  },
  'A mark chosen is not one of this finding any more. Read the case again and choose it anew.': {
    de: 'Eine gewählte Markierung gehört nicht mehr zu diesem Befund. Lesen Sie den Fall erneut ein, und wählen Sie sie neu.',
    zh: '所选的某个标记已不属于该检验所见。请重新读取案件并重新选择。',
  },
  'A letter lies on its page, not beyond an edge. Mark it anew.': {
    de: 'Ein Buchstabe liegt auf seiner Seite, nicht jenseits eines Randes. Markieren Sie ihn neu.',
    zh: '字母须在其页面之内，不得超出边缘。请重新标记。',
  },

  'This case has no item "{name}".': {
    de: 'Dieser Fall hat kein Schriftstück „{name}“.',
    zh: '本案件没有材料“{name}”。',
  },
  'This case has no writer "{name}".': {
    de: 'Dieser Fall hat keinen Schreiber „{name}“.',
    zh: '本案件没有书写人“{name}”。',
  },
  'This case has no examiner "{name}".': {
    de: 'Dieser Fall hat keine sachverständige Person „{name}“.',
    zh: '本案件没有鉴定人“{name}”。',
  },
  'Give the label, such as K3.': {
    de: 'Geben Sie die Bezeichnung an, etwa K3.',
    zh: '请给出编号，例如K3。',
  },
  'Give the name as the case shows it.': {
    de: 'Geben Sie den Namen so an, wie der Fall ihn zeigt.',
    zh: '请按案件中所示给出姓名。',
  },
  'Nobody can erase their own name: the entry about it would bring it back. Let somebody else do it.': {
    de: 'Niemand kann den eigenen Namen löschen: Der Eintrag darüber brächte ihn zurück. Lassen Sie es jemand anderen tun.',
    zh: '任何人都不能清除自己的姓名：关于清除的记录会使其重新出现。请由他人操作。',
  },
  'It was erased, but what it left on the disk could not be overwritten yet: the disk is full. Make room, then open the case again; that ends the erasure.':
    {
      de: 'Es wurde gelöscht, doch was davon auf dem Datenträger blieb, ließ sich noch nicht überschreiben: Der Datenträger ist voll. Schaffen Sie Platz, und öffnen Sie den Fall dann erneut; das beendet das Löschen.',
      zh: '已经清除，但其在磁盘上的残留尚未能覆盖：磁盘已满。请腾出空间，然后重新打开案件，清除随即完成。',
    },
  'It was erased, but what it left on the disk could not be overwritten yet: a file cannot be written. See to the rights in the case folder, then open the case again; that ends the erasure.':
    {
      de: 'Es wurde gelöscht, doch was davon auf dem Datenträger blieb, ließ sich noch nicht überschreiben: Eine Datei lässt sich nicht schreiben. Sehen Sie nach den Rechten im Fallordner, und öffnen Sie den Fall dann erneut; das beendet das Löschen.',
      zh: '已经清除，但其在磁盘上的残留尚未能覆盖：某个文件无法写入。请检查案件文件夹的权限，然后重新打开案件，清除随即完成。',
    },
} as const satisfies Catalogue;
