import type { Catalogue } from '../catalogue.ts';

/** What is put into a sentence of the engine and is words itself: a reason, a state, a role. */
export const clauses = {
  'in another Chirograph': { de: 'in einem anderen Chirograph', zh: '在另一个Chirograph中' },
  'on {computer} by {name} since {at} UTC': {
    de: 'auf {computer} durch {name} seit {at} UTC',
    zh: '自{at} UTC起由{name}在{computer}上',
  },
  'it is a file': { de: 'es ist eine Datei', zh: '它是文件' },
  'there is no such folder': { de: 'es gibt keinen solchen Ordner', zh: '没有该文件夹' },
  'it cannot be read ({code})': { de: 'er lässt sich nicht lesen ({code})', zh: '无法读取（{code}）' },

  'Its name is not valid UTF-8; rename it first.': {
    de: 'Sein Name ist kein gültiges UTF-8; benennen Sie ihn zuerst um.',
    zh: '其名称不是有效的UTF-8；请先重命名。',
  },
  'This user may not read it.': {
    de: 'Dieses Benutzerkonto darf ihn nicht lesen.',
    zh: '此用户无权读取。',
  },
  'Its disk reports an error.': { de: 'Sein Datenträger meldet einen Fehler.', zh: '其磁盘报告错误。' },

  'has a name that is not Unicode: rename it': {
    de: 'hat einen Namen, der kein Unicode ist: benennen Sie es um',
    zh: '的名称不是Unicode：请重命名',
  },
  'is the folder of another case: open it by itself': {
    de: 'ist der Ordner eines anderen Falls: öffnen Sie ihn für sich',
    zh: '是另一案件的文件夹：请单独打开',
  },
  'is a folder that this user may not read: ask for the right to read it': {
    de: 'ist ein Ordner, den dieses Benutzerkonto nicht lesen darf: lassen Sie sich das Leserecht geben',
    zh: '是此用户无权读取的文件夹：请申请读取权限',
  },
  'is a folder whose path is too long for this system: move it up or shorten the names above it': {
    de: 'ist ein Ordner, dessen Pfad für dieses System zu lang ist: verschieben Sie ihn nach oben, oder kürzen Sie die Namen darüber',
    zh: '是路径长度超出本系统限制的文件夹：请将其上移，或缩短上层名称',
  },
  'is a folder that cannot be read: the disk or network drive reports an error': {
    de: 'ist ein Ordner, der sich nicht lesen lässt: die Festplatte oder das Netzlaufwerk meldet einen Fehler',
    zh: '是无法读取的文件夹：磁盘或网络驱动器报告错误',
  },
  'has a path that is too long for this system: move it up or shorten the names above it': {
    de: 'hat einen Pfad, der für dieses System zu lang ist: verschieben Sie es nach oben, oder kürzen Sie die Namen darüber',
    zh: '的路径长度超出本系统限制：请将其上移，或缩短上层名称',
  },
  'is a pipe, socket or device, not a file: put the image itself there': {
    de: 'ist eine Pipe, ein Socket oder ein Gerät, keine Datei: legen Sie das Bild selbst dorthin',
    zh: '是管道、套接字或设备，不是文件：请将图像本身放在该处',
  },
  'is an office document: save the pictures in it as PNG or TIFF images': {
    de: 'ist ein Office-Dokument: speichern Sie die Bilder darin als PNG- oder TIFF-Bilder',
    zh: '是办公文档：请将其中的图片另存为PNG或TIFF图像',
  },
  'is an image of a format that is not read: save it as PNG or TIFF': {
    de: 'ist ein Bild in einem Format, das nicht gelesen wird: speichern Sie es als PNG oder TIFF',
    zh: '是不支持读取的格式的图像：请另存为PNG或TIFF',
  },
  'is an archive: unpack it here': {
    de: 'ist ein Archiv: entpacken Sie es hier',
    zh: '是压缩包：请在此处解压',
  },
  'is a video: save the frames that matter as PNG images': {
    de: 'ist ein Video: speichern Sie die wichtigen Einzelbilder als PNG-Bilder',
    zh: '是视频：请将重要的画面另存为PNG图像',
  },
  'is not named as an image: images end in .png, .jpg, .jpeg, .tif or .tiff': {
    de: 'ist nicht wie ein Bild benannt: Bilder enden auf .png, .jpg, .jpeg, .tif oder .tiff',
    zh: '不是以图像命名的文件：图像的扩展名为.png、.jpg、.jpeg、.tif或.tiff',
  },
  'is a link out of the case folder: put the file itself there': {
    de: 'ist eine Verknüpfung aus dem Fallordner hinaus: legen Sie die Datei selbst dorthin',
    zh: '是指向案件文件夹之外的链接：请将文件本身放在该处',
  },
  'is a link to a pipe, socket or device: put the image itself there': {
    de: 'ist eine Verknüpfung zu einer Pipe, einem Socket oder einem Gerät: legen Sie das Bild selbst dorthin',
    zh: '是指向管道、套接字或设备的链接：请将图像本身放在该处',
  },
  'is a link that leads nowhere, or back to itself: put the file itself there': {
    de: 'ist eine Verknüpfung, die ins Leere oder zu sich selbst führt: legen Sie die Datei selbst dorthin',
    zh: '是无效或指向自身的链接：请将文件本身放在该处',
  },

  'a page took longer than {seconds} s': {
    de: 'eine Seite brauchte länger als {seconds} s',
    zh: '某一页用时超过{seconds}秒',
  },
  'reading the headers of all its pages took longer than {seconds} s': {
    de: 'das Lesen der Kopfdaten aller Seiten dauerte länger als {seconds} s',
    zh: '读取其所有页面的头信息用时超过{seconds}秒',
  },
  'it needed more than {limit} MiB of memory': {
    de: 'sie brauchte mehr als {limit} MiB Arbeitsspeicher',
    zh: '所需内存超过{limit} MiB',
  },
  'what reads PDF documents broke off each time': {
    de: 'was PDF-Dokumente liest, brach jedes Mal ab',
    zh: '读取PDF文档的组件每次都中断',
  },
  'its lines and words were computed wrongly each time': {
    de: 'ihre Zeilen und Wörter wurden jedes Mal falsch berechnet',
    zh: '其行和字词每次都计算有误',
  },
  'the decoder stopped ({how})': {
    de: 'der Dekoder wurde beendet ({how})',
    zh: '解码程序停止（{how}）',
  },

  'it cannot be run': { de: 'es lässt sich nicht ausführen', zh: '无法运行' },
  'a value is no number': { de: 'ein Wert ist keine Zahl', zh: '某个值不是数字' },
  'a length is not 1': { de: 'eine Länge ist nicht 1', zh: '某个长度不为1' },
  'the same crop gives another vector in another batch': {
    de: 'derselbe Ausschnitt ergibt in einem anderen Stapel einen anderen Vektor',
    zh: '同一裁切图在另一批次中得出不同的向量',
  },

  'the file has changed since it was examined': {
    de: 'die Datei hat sich seit der Untersuchung geändert',
    zh: '其文件在检验后发生变化',
  },
  'the file is missing': { de: 'die Datei fehlt', zh: '其文件缺失' },
  'the file cannot be read': { de: 'die Datei lässt sich nicht lesen', zh: '其文件无法读取' },

  questioned: { de: 'fraglich', zh: '检材' },
  known: { de: 'Vergleichsschrift', zh: '样本' },
  unassigned: { de: 'nicht zugeordnet', zh: '未归类' },
  'prepare it first.': { de: 'bereiten Sie es zuerst auf.', zh: '请先进行处理。' },
  '{label} is missing': { de: '{label} fehlt', zh: '{label}缺失' },
  '{label} is changed': { de: '{label} ist verändert', zh: '{label}已变更' },
} as const satisfies Catalogue;
