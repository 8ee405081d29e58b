import type { Catalogue } from '../catalogue.ts';

/** What an item says of its file, as the engine has said it: read back where a report in another language says it again. */
export const problems = {
  '{name} holds more than one picture, of which the first was read. Look at the others with another program, and save each that matters as a file of its own.':
    {
      de: '{name} enthält mehr als ein Bild; das erste wurde gelesen. Sehen Sie sich die übrigen mit einem anderen Programm an, und speichern Sie jedes, auf das es ankommt, als eigene Datei.',
      zh: '{name}含有不止一幅图像，只读取了第一幅。请用其他程序查看其余图像，并将重要者逐一另存为单独的文件。',
    },
  '{name} holds something behind its picture that looks like another one, which was not read. Look at the others with another program, and save each that matters as a file of its own.':
    {
      de: '{name} enthält hinter seinem Bild etwas, das wie ein weiteres aussieht und nicht gelesen wurde. Sehen Sie sich die übrigen mit einem anderen Programm an, und speichern Sie jedes, auf das es ankommt, als eigene Datei.',
      zh: '{name}在其图像之后含有疑似另一幅图像的内容，未予读取。请用其他程序查看其余图像，并将重要者逐一另存为单独的文件。',
    },
  '{name} holds pictures below its pages (SubIFDs), of which none was read. Look at the others with another program, and save each that matters as a file of its own.':
    {
      de: '{name} enthält unterhalb seiner Seiten Bilder (SubIFDs), von denen keines gelesen wurde. Sehen Sie sich die übrigen mit einem anderen Programm an, und speichern Sie jedes, auf das es ankommt, als eigene Datei.',
      zh: '{name}在其各页之下含有图像（SubIFD），均未读取。请用其他程序查看其余图像，并将重要者逐一另存为单独的文件。',
    },
  '{name} has more than {parts, number} parts and may hold pictures that were not read. Look at the others with another program, and save each that matters as a file of its own.':
    {
      de: '{name} hat mehr als {parts, number} Teile und enthält möglicherweise Bilder, die nicht gelesen wurden. Sehen Sie sich die übrigen mit einem anderen Programm an, und speichern Sie jedes, auf das es ankommt, als eigene Datei.',
      zh: '{name}的组成部分超过{parts, number}个，可能含有未读取的图像。请用其他程序查看其余图像，并将重要者逐一另存为单独的文件。',
    },
  '{name} has other files attached to it, which were not read. Look at it with another program, and save what matters as a file of its own.':
    {
      de: 'An {name} hängen andere Dateien, die nicht gelesen wurden. Sehen Sie sie sich mit einem anderen Programm an, und speichern Sie, worauf es ankommt, als eigene Datei.',
      zh: '{name}附有其他文件，未予读取。请用其他程序查看该文件，并将重要内容另存为单独的文件。',
    },
  '{name} has files, sounds or films on its pages, which were not read. Look at it with another program, and save what matters as a file of its own.':
    {
      de: '{name} enthält auf seinen Seiten Dateien, Töne oder Filme, die nicht gelesen wurden. Sehen Sie sie sich mit einem anderen Programm an, und speichern Sie, worauf es ankommt, als eigene Datei.',
      zh: '{name}的页面上含有文件、声音或影片，未予读取。请用其他程序查看该文件，并将重要内容另存为单独的文件。',
    },
  '{name} has hidden annotations on its pages, which were not read. Look at it with another program, and save what matters as a file of its own.':
    {
      de: '{name} enthält auf seinen Seiten verborgene Anmerkungen, die nicht gelesen wurden. Sehen Sie sie sich mit einem anderen Programm an, und speichern Sie, worauf es ankommt, als eigene Datei.',
      zh: '{name}的页面上含有隐藏的批注，未予读取。请用其他程序查看该文件，并将重要内容另存为单独的文件。',
    },
  '{name} measures its pages in a unit of its own (UserUnit); their resolution is not the one shown. Look at it with another program, and save what matters as a file of its own.':
    {
      de: '{name} misst seine Seiten in einer eigenen Einheit (UserUnit); ihre Auflösung ist nicht die angezeigte. Sehen Sie sie sich mit einem anderen Programm an, und speichern Sie, worauf es ankommt, als eigene Datei.',
      zh: '{name}以自定义单位（UserUnit）度量页面，其分辨率并非所示的数值。请用其他程序查看该文件，并将重要内容另存为单独的文件。',
    },
  '{name} is a form (XFA) that another program draws; its pages here are what it gives to all others. Look at it with another program, and save what matters as a file of its own.':
    {
      de: '{name} ist ein Formular (XFA), das ein anderes Programm zeichnet; seine Seiten sind hier die, die es allen übrigen gibt. Sehen Sie sie sich mit einem anderen Programm an, und speichern Sie, worauf es ankommt, als eigene Datei.',
      zh: '{name}是由其他程序绘制的表单（XFA）；此处的页面是它提供给其他所有程序的页面。请用其他程序查看该文件，并将重要内容另存为单独的文件。',
    },
  '{name} is an animation ({animation}). Chirograph reads still images: save each frame as an image of its own.':
    {
      de: '{name} ist eine Animation ({animation}). Chirograph liest Standbilder: Speichern Sie jedes Einzelbild als eigenes Bild.',
      zh: '{name}是动画（{animation}）。Chirograph读取静态图像：请将每一帧另存为单独的图像。',
    },
  '{name} is not a file. Put the image itself there.': {
    de: '{name} ist keine Datei. Legen Sie das Bild selbst dort ab.',
    zh: '{name}不是文件。请将图像文件本身放在该处。',
  },
  '{name} is empty (0 bytes). Get the file again from its source.': {
    de: '{name} ist leer (0 Byte). Beschaffen Sie die Datei erneut aus ihrer Quelle.',
    zh: '{name}为空（0字节）。请从其来源重新获取该文件。',
  },
  '{name} has {size} MiB; the limit is {limit} MiB. Save its pages as separate images.': {
    de: '{name} hat {size} MiB; die Grenze liegt bei {limit} MiB. Speichern Sie die Seiten als einzelne Bilder.',
    zh: '{name}大小为{size} MiB，上限为{limit} MiB。请将其各页另存为单独的图像。',
  },
  '{name} changed its size while it was read. Try again when nothing writes to it any more.': {
    de: '{name} änderte beim Lesen die Größe. Versuchen Sie es erneut, wenn nichts mehr in die Datei schreibt.',
    zh: '{name}在读取过程中大小发生变化。请待不再有程序写入该文件时重试。',
  },
  '{name} cannot be read: there is no such file.': {
    de: '{name} kann nicht gelesen werden: Es gibt keine solche Datei.',
    zh: '{name}无法读取：没有此文件。',
  },
  '{name} cannot be read: this user may not read it.': {
    de: '{name} kann nicht gelesen werden: Dieser Benutzer darf die Datei nicht lesen.',
    zh: '{name}无法读取：当前用户无权读取。',
  },
  '{name} cannot be read: this user may not read it. Ask for the right to read it.': {
    de: '{name} kann nicht gelesen werden: Dieser Benutzer darf die Datei nicht lesen. Bitten Sie um das Leserecht.',
    zh: '{name}无法读取：当前用户无权读取。请申请读取权限。',
  },
  '{name} cannot be read: the disk or network drive reports an error.': {
    de: '{name} kann nicht gelesen werden: Der Datenträger oder das Netzlaufwerk meldet einen Fehler.',
    zh: '{name}无法读取：磁盘或网络驱动器报告错误。',
  },
  '{name} cannot be read: the disk or network drive reports an error. Copy the case to another disk.': {
    de: '{name} kann nicht gelesen werden: Der Datenträger oder das Netzlaufwerk meldet einen Fehler. Kopieren Sie den Fall auf einen anderen Datenträger.',
    zh: '{name}无法读取：磁盘或网络驱动器报告错误。请将案件复制到其他磁盘。',
  },
  '{name} is not there any more. Put it back from its source.': {
    de: '{name} ist nicht mehr vorhanden. Legen Sie die Datei aus ihrer Quelle wieder ab.',
    zh: '{name}已不存在。请从其来源将其放回。',
  },
  'Page {page} of {name} is damaged or incomplete and cannot be decoded. Get the file again from its source.':
    {
      de: 'Seite {page} von {name} ist beschädigt oder unvollständig und kann nicht dekodiert werden. Beschaffen Sie die Datei erneut aus ihrer Quelle.',
      zh: '{name}的第{page}页已损坏或不完整，无法解码。请从其来源重新获取该文件。',
    },
  '{name} is damaged or incomplete and cannot be decoded. Get the file again from its source.': {
    de: '{name} ist beschädigt oder unvollständig und kann nicht dekodiert werden. Beschaffen Sie die Datei erneut aus ihrer Quelle.',
    zh: '{name}已损坏或不完整，无法解码。请从其来源重新获取该文件。',
  },
  'Page {page} of {name} is damaged or incomplete and cannot be read. Get the file again from its source.': {
    de: 'Seite {page} von {name} ist beschädigt oder unvollständig und kann nicht gelesen werden. Beschaffen Sie die Datei erneut aus ihrer Quelle.',
    zh: '{name}的第{page}页已损坏或不完整，无法读取。请从其来源重新获取该文件。',
  },
  '{name} is damaged or incomplete and cannot be opened as a PDF document. Get the file again from its source.':
    {
      de: '{name} ist beschädigt oder unvollständig und kann nicht als PDF-Dokument geöffnet werden. Beschaffen Sie die Datei erneut aus ihrer Quelle.',
      zh: '{name}已损坏或不完整，无法作为PDF文档打开。请从其来源重新获取该文件。',
    },
  '{name} is protected: it opens only with a password. Save a copy without protection in the program that can open it, and add that copy.':
    {
      de: '{name} ist geschützt und lässt sich nur mit einem Kennwort öffnen. Speichern Sie mit dem Programm, das die Datei öffnen kann, eine Kopie ohne Schutz, und fügen Sie diese hinzu.',
      zh: '{name}受保护，只能用密码打开。请在能打开它的程序中另存一份无保护的副本，并添加该副本。',
    },
  '{name} has no pages. Get the file again from its source.': {
    de: '{name} hat keine Seiten. Beschaffen Sie die Datei erneut aus ihrer Quelle.',
    zh: '{name}没有任何页。请从其来源重新获取该文件。',
  },
  'Page {page} of {name} has {width} x {height} pixels; the limit is {limit} megapixels. Scan it at a lower resolution or in parts.':
    {
      de: 'Seite {page} von {name} hat {width} × {height} Pixel; die Grenze liegt bei {limit} Megapixeln. Scannen Sie sie mit geringerer Auflösung oder in Teilen.',
      zh: '{name}的第{page}页有{width} × {height}像素，上限为{limit}百万像素。请以较低分辨率扫描，或分部分扫描。',
    },
  'Page {page} of {name} has {width} x {height} pixels; the limit for a side is {limit, number} pixels. Scan it at a lower resolution or in parts.':
    {
      de: 'Seite {page} von {name} hat {width} × {height} Pixel; die Grenze für eine Seitenlänge liegt bei {limit, number} Pixeln. Scannen Sie sie mit geringerer Auflösung oder in Teilen.',
      zh: '{name}的第{page}页有{width} × {height}像素，单边上限为{limit, number}像素。请以较低分辨率扫描，或分部分扫描。',
    },
  'No writing was found in {name}: nothing stands out from the paper. Look at the image; a very faint one may need a better scan.':
    {
      de: 'In {name} wurde keine Schrift gefunden: Nichts hebt sich vom Papier ab. Sehen Sie sich das Bild an; ein sehr schwaches braucht möglicherweise einen besseren Scan.',
      zh: '在{name}中未发现书写内容：没有任何内容与纸张形成反差。请查看图像；若非常浅淡，可能需要更好的扫描。',
    },
  'Every word of {item} was taken off its pages. Undo that, or draw the words to be compared.': {
    de: 'Jedes Wort von {item} wurde von seinen Seiten genommen. Machen Sie das rückgängig, oder zeichnen Sie die zu vergleichenden Wörter ein.',
    zh: '{item}的所有字词均已从其页面去除。请撤销该操作，或框出要比对的字词。',
  },
  'Preparing {item} again found other words where {lost, plural, one {# corrected word} other {# corrected words}} lay: an exclusion, a hand or a transcription found no place any more. Look through the words of {item} and say it of those that are there now; the journal names the words that are gone.':
    {
      de: 'Bei der erneuten Aufbereitung von {item} wurden andere Wörter gefunden, wo {lost, plural, one {# berichtigtes Wort} other {# berichtigte Wörter}} lagen: Ein Ausschluss, eine Schreiberhand oder eine Transkription fand keinen Platz mehr. Sehen Sie die Wörter von {item} durch, und vermerken Sie es bei denen, die jetzt da sind; das Protokoll nennt die weggefallenen Wörter.',
      zh: '重新处理{item}时，在{lost, number}个经更正的词所在之处找到了其他字词：某项排除、归属或转写已无处安放。请逐一查看{item}的字词，并对现有的字词重新注明；日志载明已不存在的字词。',
    },
  '{name} is a GIF image. Chirograph reads PNG, JPEG, TIFF and WebP images and PDF documents: save it as one of these.':
    {
      de: '{name} ist ein GIF-Bild. Chirograph liest Bilder in PNG, JPEG, TIFF und WebP sowie PDF-Dokumente: Speichern Sie die Datei als eines davon.',
      zh: '{name}是GIF图像。Chirograph可读取PNG、JPEG、TIFF、WebP图像和PDF文档：请另存为其中之一。',
    },
  '{name} is a Windows bitmap. Chirograph reads PNG, JPEG, TIFF and WebP images and PDF documents: save it as one of these.':
    {
      de: '{name} ist eine Windows-Bitmap. Chirograph liest Bilder in PNG, JPEG, TIFF und WebP sowie PDF-Dokumente: Speichern Sie die Datei als eines davon.',
      zh: '{name}是Windows位图。Chirograph可读取PNG、JPEG、TIFF、WebP图像和PDF文档：请另存为其中之一。',
    },
  '{name} is a HEIF, AVIF or video file. Chirograph reads PNG, JPEG, TIFF and WebP images and PDF documents: save it as one of these.':
    {
      de: '{name} ist eine HEIF-, AVIF- oder Videodatei. Chirograph liest Bilder in PNG, JPEG, TIFF und WebP sowie PDF-Dokumente: Speichern Sie die Datei als eines davon.',
      zh: '{name}是HEIF、AVIF或视频文件。Chirograph可读取PNG、JPEG、TIFF、WebP图像和PDF文档：请另存为其中之一。',
    },
  '{name} is a ZIP archive or an office document. Chirograph reads PNG, JPEG, TIFF and WebP images and PDF documents: save it as one of these.':
    {
      de: '{name} ist ein ZIP-Archiv oder ein Office-Dokument. Chirograph liest Bilder in PNG, JPEG, TIFF und WebP sowie PDF-Dokumente: Speichern Sie die Datei als eines davon.',
      zh: '{name}是ZIP压缩包或办公文档。Chirograph可读取PNG、JPEG、TIFF、WebP图像和PDF文档：请另存为其中之一。',
    },
  '{name} is an office document. Chirograph reads PNG, JPEG, TIFF and WebP images and PDF documents: save it as one of these.':
    {
      de: '{name} ist ein Office-Dokument. Chirograph liest Bilder in PNG, JPEG, TIFF und WebP sowie PDF-Dokumente: Speichern Sie die Datei als eines davon.',
      zh: '{name}是办公文档。Chirograph可读取PNG、JPEG、TIFF、WebP图像和PDF文档：请另存为其中之一。',
    },
  '{name} is a program, not an image. Chirograph reads PNG, JPEG, TIFF and WebP images and PDF documents: save it as one of these.':
    {
      de: '{name} ist ein Programm, kein Bild. Chirograph liest Bilder in PNG, JPEG, TIFF und WebP sowie PDF-Dokumente: Speichern Sie die Datei als eines davon.',
      zh: '{name}是程序，而非图像。Chirograph可读取PNG、JPEG、TIFF、WebP图像和PDF文档：请另存为其中之一。',
    },
  '{name} is a drawing or web page in XML. Chirograph reads PNG, JPEG, TIFF and WebP images and PDF documents: save it as one of these.':
    {
      de: '{name} ist eine Zeichnung oder Webseite in XML. Chirograph liest Bilder in PNG, JPEG, TIFF und WebP sowie PDF-Dokumente: Speichern Sie die Datei als eines davon.',
      zh: '{name}是XML格式的图形或网页。Chirograph可读取PNG、JPEG、TIFF、WebP图像和PDF文档：请另存为其中之一。',
    },
  '{name} is not an image that Chirograph knows. Chirograph reads PNG, JPEG, TIFF and WebP images and PDF documents: save it as one of these.':
    {
      de: '{name} ist kein Bild, das Chirograph kennt. Chirograph liest Bilder in PNG, JPEG, TIFF und WebP sowie PDF-Dokumente: Speichern Sie die Datei als eines davon.',
      zh: '{name}是Chirograph无法识别的图像。Chirograph可读取PNG、JPEG、TIFF、WebP图像和PDF文档：请另存为其中之一。',
    },
} as const satisfies Catalogue;
