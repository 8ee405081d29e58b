import type { Catalogue } from '../catalogue.ts';

/** Why a folder, a case or its database cannot be opened, read or written. */
export const folders = {
  'The folder {folder} cannot be opened: it does not exist. Check its name, and that its disk or network drive is connected.':
    {
      de: 'Der Ordner {folder} lässt sich nicht öffnen: Es gibt ihn nicht. Prüfen Sie seinen Namen und ob seine Festplatte oder sein Netzlaufwerk verbunden ist.',
      zh: '无法打开文件夹{folder}：该文件夹不存在。请检查其名称，并确认其磁盘或网络驱动器已连接。',
    },
  'The folder {folder} cannot be opened: it is a file. Choose the folder it lies in.': {
    de: 'Der Ordner {folder} lässt sich nicht öffnen: Es ist eine Datei. Wählen Sie den Ordner, in dem sie liegt.',
    zh: '无法打开文件夹{folder}：它是文件。请选择该文件所在的文件夹。',
  },
  'The folder {folder} cannot be opened: this user may not read it. Ask for the right to read it.': {
    de: 'Der Ordner {folder} lässt sich nicht öffnen: Dieses Benutzerkonto darf ihn nicht lesen. Lassen Sie sich das Leserecht geben.',
    zh: '无法打开文件夹{folder}：此用户无权读取。请申请读取权限。',
  },
  'The folder {folder} cannot be opened: the disk or network drive reports an error.': {
    de: 'Der Ordner {folder} lässt sich nicht öffnen: Die Festplatte oder das Netzlaufwerk meldet einen Fehler.',
    zh: '无法打开文件夹{folder}：磁盘或网络驱动器报告错误。',
  },
  'The folder {folder} is no longer there: it was moved or removed, or its drive was disconnected. What was saved before is in it. Bring it back, then open the case again.':
    {
      de: 'Der Ordner {folder} ist nicht mehr da: Er wurde verschoben oder entfernt, oder sein Laufwerk wurde getrennt. Was vorher gespeichert wurde, liegt darin. Bringen Sie ihn zurück, und öffnen Sie den Fall dann erneut.',
      zh: '文件夹{folder}已不存在：它被移动或删除，或其驱动器已断开。此前保存的内容都在其中。请将其恢复，然后重新打开案件。',
    },
  'The folder {folder} is not empty. Nothing was written; name a new or an empty folder.': {
    de: 'Der Ordner {folder} ist nicht leer. Es wurde nichts geschrieben; nennen Sie einen neuen oder leeren Ordner.',
    zh: '文件夹{folder}不为空。未写入任何内容；请指定新的或空的文件夹。',
  },
  'The folder {home} holds no case: there is no {file} in it. Open it in Chirograph, or run "chirograph case <folder>", to make one.':
    {
      de: 'Der Ordner {home} enthält keinen Fall: {file} liegt nicht darin. Um einen anzulegen, öffnen Sie ihn in Chirograph, oder führen Sie „chirograph case <Ordner>“ aus.',
      zh: '文件夹{home}中没有案件：其中没有{file}。要新建案件，请在Chirograph中打开它，或运行“chirograph case <文件夹>”。',
    },
  '{folder} is a file. Name a folder that does not exist yet.': {
    de: '{folder} ist eine Datei. Nennen Sie einen Ordner, den es noch nicht gibt.',
    zh: '{folder}是文件。请指定一个尚不存在的文件夹。',
  },
  '{folder} lies in the case in {outer} and is no case of its own. Open {outer}, or copy to another place what is to be a case by itself.':
    {
      de: '{folder} liegt im Fall in {outer} und ist kein eigener Fall. Öffnen Sie {outer}, oder kopieren Sie an einen anderen Ort, was ein Fall für sich sein soll.',
      zh: '{folder}位于{outer}的案件之中，不是独立的案件。请打开{outer}，或将要单独成为案件的内容复制到别处。',
    },
  '{folder} lies in the case in {outer}, which is under sequential unmasking: what is in it is not listed. Open {outer}.':
    {
      de: '{folder} liegt im Fall in {outer}, der unter stufenweiser Offenlegung steht: Was darin ist, wird nicht aufgelistet. Öffnen Sie {outer}.',
      zh: '{folder}位于{outer}的案件之中，该案件采用逐步揭示：不列出其中的内容。请打开{outer}。',
    },
  '{root} only keeps the database of the case in {folder}. Open that folder.': {
    de: '{root} bewahrt nur die Datenbank des Falls in {folder} auf. Öffnen Sie jenen Ordner.',
    zh: '{root}仅保存位于{folder}的案件的数据库。请打开该文件夹。',
  },
  "Folders are not listed here. Choose one in the system's own dialog.": {
    de: 'Ordner werden hier nicht aufgelistet. Wählen Sie einen im Dialog des Systems.',
    zh: '此处不列出文件夹。请在系统自带的对话框中选择。',
  },
  'Cases cannot be opened in {named}: {reason}. Name a folder that holds cases with --root <folder>.': {
    de: 'In {named} lassen sich keine Fälle öffnen: {reason}. Nennen Sie mit --root <Ordner> einen Ordner, der Fälle enthält.',
    zh: '无法打开{named}中的案件：{reason}。请用 --root <文件夹> 指定存放案件的文件夹。',
  },
  'A path cannot hold a NUL character. Type it again.': {
    de: 'Ein Pfad darf kein NUL-Zeichen enthalten. Geben Sie ihn neu ein.',
    zh: '路径不能包含NUL字符。请重新输入。',
  },
  '{named} is outside of the folders that may be opened here: {roots}. Choose a folder inside one of these, or ask whoever started Chirograph to name another one with --root <folder>.':
    {
      de: '{named} liegt außerhalb der Ordner, die hier geöffnet werden dürfen: {roots}. Wählen Sie einen Ordner innerhalb von einem dieser, oder bitten Sie, wer Chirograph gestartet hat, mit --root <Ordner> einen weiteren zu nennen.',
      zh: '{named}不在此处允许打开的文件夹之内：{roots}。请选择其中某个文件夹内的文件夹，或请启动Chirograph的人用 --root <文件夹> 另行指定。',
    },
  '{folder} is a link or a file, not a folder. Chirograph writes only inside the case: remove it, then do this again.':
    {
      de: '{folder} ist eine Verknüpfung oder eine Datei, kein Ordner. Chirograph schreibt nur innerhalb des Falls: Entfernen Sie das, und versuchen Sie es dann erneut.',
      zh: '{folder}是链接或文件，不是文件夹。Chirograph只在案件之内写入：请将其移除，然后重试。',
    },
  '{file} is a link or no file. Put the file itself there.': {
    de: '{file} ist eine Verknüpfung oder keine Datei. Legen Sie die Datei selbst dorthin.',
    zh: '{file}是链接，或不是文件。请将文件本身放在该处。',
  },
  '{file} is not a file. Put the file itself there.': {
    de: '{file} ist keine Datei. Legen Sie die Datei selbst dorthin.',
    zh: '{file}不是文件。请将文件本身放在该处。',
  },
  '{file} names a file outside its folder. Do not use it; ask for the case again where it came from.': {
    de: '{file} nennt eine Datei außerhalb seines Ordners. Verwenden Sie es nicht; lassen Sie sich den Fall von dort, wo er herkam, noch einmal geben.',
    zh: '{file}指向其文件夹之外的文件。请勿使用；请向案件来源处重新索取。',
  },

  "The case's folder cannot be written, and neither can {homes}, where its database would be kept. Copy the folder to a disk where you may write and open the copy.":
    {
      de: 'In den Ordner des Falls lässt sich nicht schreiben, ebenso wenig in {homes}, wo seine Datenbank liegen würde. Kopieren Sie den Ordner auf einen Datenträger, auf den Sie schreiben dürfen, und öffnen Sie die Kopie.',
      zh: '案件文件夹无法写入，本应存放其数据库的{homes}也无法写入。请将文件夹复制到您可以写入的磁盘，然后打开副本。',
    },
  "The folder cannot be written: this case's database, crops and reports are kept in {home}.": {
    de: 'In den Ordner lässt sich nicht schreiben: Datenbank, Ausschnitte und Berichte dieses Falls liegen in {home}.',
    zh: '文件夹无法写入：本案件的数据库、裁切图和报告保存在{home}。',
  },
  'The database began as a copy of the one in the folder, which stays as it is.': {
    de: 'Die Datenbank begann als Kopie derjenigen im Ordner, die bleibt, wie sie ist.',
    zh: '该数据库起初是文件夹中数据库的副本，后者保持原样。',
  },
  'By the notice in it, the one in the folder is open {reason}: what is done there is not in this one.': {
    de: 'Nach dem Vermerk darin ist diejenige im Ordner {reason} geöffnet: Was dort getan wird, ist nicht in dieser.',
    zh: '据其中的标记，文件夹中的数据库已{reason}打开：在那里所做的不在本数据库中。',
  },
  'The one in the folder has changed since; its changes are not in this one.': {
    de: 'Diejenige im Ordner hat sich seither geändert; ihre Änderungen sind nicht in dieser.',
    zh: '文件夹中的数据库此后有变更；这些变更不在本数据库中。',
  },
  'Work done while this folder could not be written is kept in {home}, and is not in this case. To see it, open the folder write-protected.':
    {
      de: 'Was getan wurde, während sich in diesen Ordner nicht schreiben ließ, liegt in {home} und ist nicht in diesem Fall. Um es zu sehen, öffnen Sie den Ordner schreibgeschützt.',
      zh: '在此文件夹无法写入期间所做的工作保存在{home}，不在本案件中。要查看，请以写保护方式打开该文件夹。',
    },
  '{derived} cannot be written: the folder it lies in is gone, or its drive reports an error. Bring it back, then open the case again.':
    {
      de: '{derived} lässt sich nicht schreiben: Der Ordner, in dem es liegt, ist weg, oder sein Laufwerk meldet einen Fehler. Bringen Sie ihn zurück, und öffnen Sie den Fall dann erneut.',
      zh: '{derived}无法写入：其所在文件夹已不存在，或其驱动器报告错误。请将其恢复，然后重新打开案件。',
    },
  '{derived} cannot be written. Copy the case to a disk where you may write and open the copy.': {
    de: '{derived} lässt sich nicht schreiben. Kopieren Sie den Fall auf einen Datenträger, auf den Sie schreiben dürfen, und öffnen Sie die Kopie.',
    zh: '{derived}无法写入。请将案件复制到您可以写入的磁盘，然后打开副本。',
  },
  '{file} cannot be written. Copy the folder to a disk where you may write and open the copy.': {
    de: '{file} lässt sich nicht schreiben. Kopieren Sie den Ordner auf einen Datenträger, auf den Sie schreiben dürfen, und öffnen Sie die Kopie.',
    zh: '{file}无法写入。请将文件夹复制到您可以写入的磁盘，然后打开副本。',
  },
  '{file} cannot be read. Check that this user may read it and that its drive is connected.': {
    de: '{file} lässt sich nicht lesen. Prüfen Sie, ob dieses Benutzerkonto es lesen darf und ob das Laufwerk verbunden ist.',
    zh: '{file}无法读取。请确认此用户有权读取，且其驱动器已连接。',
  },
  "{file} is a folder, not a case's database. Move it out of the folder, or choose another folder.": {
    de: '{file} ist ein Ordner, nicht die Datenbank eines Falls. Verschieben Sie ihn aus dem Ordner, oder wählen Sie einen anderen Ordner.',
    zh: '{file}是文件夹，不是案件的数据库。请将其移出该文件夹，或选择其他文件夹。',
  },
  "{file} is a link, not a case's database. Move it out of the folder, or choose another folder.": {
    de: '{file} ist eine Verknüpfung, nicht die Datenbank eines Falls. Verschieben Sie sie aus dem Ordner, oder wählen Sie einen anderen Ordner.',
    zh: '{file}是链接，不是案件的数据库。请将其移出该文件夹，或选择其他文件夹。',
  },
  "{file} is no file, not a case's database. Move it out of the folder, or choose another folder.": {
    de: '{file} ist keine Datei, also nicht die Datenbank eines Falls. Verschieben Sie es aus dem Ordner, oder wählen Sie einen anderen Ordner.',
    zh: '{file}不是文件，因而不是案件的数据库。请将其移出该文件夹，或选择其他文件夹。',
  },
  "{file} is another program's database. Move it out of the folder, or choose another folder.": {
    de: '{file} ist die Datenbank eines anderen Programms. Verschieben Sie sie aus dem Ordner, oder wählen Sie einen anderen Ordner.',
    zh: '{file}是其他程序的数据库。请将其移出该文件夹，或选择其他文件夹。',
  },
  '{file} was written by a newer Chirograph (its format is {version}, this one knows {known}). Open it with that version or install it here.':
    {
      de: '{file} wurde von einem neueren Chirograph geschrieben (sein Format ist {version}, dieses kennt {known}). Öffnen Sie es mit jener Version, oder installieren Sie diese hier.',
      zh: '{file}由较新的Chirograph写成（其格式为{version}，本版本只识别到{known}）。请用该版本打开，或在此处安装该版本。',
    },
  '{file} is damaged and was not changed. Put back a copy of it; the evidence files are not affected.': {
    de: '{file} ist beschädigt und wurde nicht verändert. Legen Sie eine Kopie davon zurück; die Beweismitteldateien sind nicht betroffen.',
    zh: '{file}已损坏，未被改动。请放回其副本；证据文件不受影响。',
  },
  'This case is closed. Open its folder again.': {
    de: 'Dieser Fall ist geschlossen. Öffnen Sie seinen Ordner erneut.',
    zh: '本案件已关闭。请重新打开其文件夹。',
  },
  'This case is not open. Open its folder again.': {
    de: 'Dieser Fall ist nicht geöffnet. Öffnen Sie seinen Ordner erneut.',
    zh: '本案件未打开。请重新打开其文件夹。',
  },
  '{file} is open in another Chirograph. Close it there first.': {
    de: '{file} ist in einem anderen Chirograph geöffnet. Schließen Sie es zuerst dort.',
    zh: '{file}已在另一个Chirograph中打开。请先在那里关闭。',
  },
  'The case in {folder} is open {reason}. Close it there, then open it here.': {
    de: 'Der Fall in {folder} ist {reason} geöffnet. Schließen Sie ihn dort, und öffnen Sie ihn dann hier.',
    zh: '位于{folder}的案件已{reason}打开。请在那里关闭，然后在此处打开。',
  },
  'This case is open {reason}. Here you see how it stood when you opened it, and cannot change it; evidence files were not checked again. Close it there, then open it again here.':
    {
      de: 'Dieser Fall ist {reason} geöffnet. Hier sehen Sie, wie er stand, als Sie ihn öffneten, und können ihn nicht ändern; die Beweismitteldateien wurden nicht erneut geprüft. Schließen Sie ihn dort, und öffnen Sie ihn dann hier erneut.',
      zh: '本案件已{reason}打开。此处显示的是您打开时的状态，不能更改；证据文件未重新检查。请在那里关闭，然后在此处重新打开。',
    },
  'The disk with {file} is full. Nothing of this change was saved; make room and do it again.': {
    de: 'Der Datenträger mit {file} ist voll. Von dieser Änderung wurde nichts gespeichert; schaffen Sie Platz, und versuchen Sie es erneut.',
    zh: '{file}所在的磁盘已满。此次更改未保存任何内容；请腾出空间后重试。',
  },
  'The disk or network drive with {file} reports an error. What was saved before is kept; check the drive and open the case again.':
    {
      de: 'Die Festplatte oder das Netzlaufwerk mit {file} meldet einen Fehler. Was vorher gespeichert wurde, bleibt erhalten; prüfen Sie das Laufwerk, und öffnen Sie den Fall erneut.',
      zh: '{file}所在的磁盘或网络驱动器报告错误。此前保存的内容不会丢失；请检查驱动器并重新打开案件。',
    },
  '{folder} cannot be written. These are not kept: who examines, settings, the cases opened last, what is added of the laboratory, models and populations, logs, and what this computer has seen of journals. Cases in folders that can be written are saved as ever. Ask for the right to write there, or set CHIROGRAPH_USER_DATA to another folder, then start Chirograph again.':
    {
      de: 'In {folder} lässt sich nicht schreiben. Nicht aufbewahrt werden: wer untersucht, Einstellungen, die zuletzt geöffneten Fälle, was an Laborangaben, Modellen und Populationen hinzugefügt wird, Logdateien und was dieser Computer von Protokollen gesehen hat. Fälle in beschreibbaren Ordnern werden gespeichert wie sonst. Lassen Sie sich das Schreibrecht dafür geben, oder setzen Sie CHIROGRAPH_USER_DATA auf einen anderen Ordner, und starten Sie Chirograph dann neu.',
      zh: '{folder}无法写入。以下内容不会保存：检验人、设置、最近打开的案件、所添加的实验室信息、模型和总体、运行记录，以及本计算机所见的日志。可写文件夹中的案件照常保存。请申请在该处写入的权限，或将CHIROGRAPH_USER_DATA设为其他文件夹，然后重新启动Chirograph。',
    },
  '{folder} cannot be written, so no demo case was made. Ask for the right to write there.': {
    de: '{folder} lässt sich nicht beschreiben, daher wurde kein Demofall angelegt. Lassen Sie sich das Schreibrecht dafür geben.',
    zh: '{folder}无法写入，因此未建立演示案件。请申请在该处写入的权限。',
  },
  '{file} cannot be written, so nothing was remembered. Ask for the right to write there.': {
    de: '{file} lässt sich nicht schreiben, daher wurde nichts gemerkt. Lassen Sie sich das Schreibrecht dafür geben.',
    zh: '{file}无法写入，因此未记住任何内容。请申请在该处写入的权限。',
  },

  'The journal ends at line {lines}, but this computer has seen line {line} written.': {
    de: 'Das Protokoll endet mit Zeile {lines}, doch dieser Computer hat gesehen, wie Zeile {line} geschrieben wurde.',
    zh: '日志止于第{lines}行，但本计算机曾见到第{line}行被写入。',
  },
  'Line {line} of the journal is not the one that this computer has seen written.': {
    de: 'Zeile {line} des Protokolls ist nicht die, deren Schreiben dieser Computer gesehen hat.',
    zh: '日志的第{line}行并非本计算机所见写入的那一行。',
  },
  'Either an older or another copy of the case was put in its place, which is legitimate if you know of it, or the journal was altered.':
    {
      de: 'Entweder wurde eine ältere oder andere Kopie des Falls an seine Stelle gesetzt, was in Ordnung ist, wenn Sie davon wissen, oder das Protokoll wurde verändert.',
      zh: '要么有人以案件的较早副本或其他副本替换了它（若您知情，则属正当），要么日志遭到改动。',
    },
  'If it is legitimate, delete {witness}: a new witness then begins.': {
    de: 'Ist es in Ordnung, löschen Sie {witness}: Dann beginnt eine neue Aufzeichnung.',
    zh: '若属正当，请删除{witness}：此后将开始新的见证记录。',
  },
  'If it is the other copy that you work with, open that one, and move {database} out of its folder.': {
    de: 'Arbeiten Sie mit der anderen Kopie, öffnen Sie jene, und verschieben Sie {database} aus ihrem Ordner.',
    zh: '若您使用的是另一副本，请打开那一副本，并将{database}移出其文件夹。',
  },
} as const satisfies Catalogue;
