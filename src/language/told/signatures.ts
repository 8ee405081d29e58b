import type { Catalogue } from '../catalogue.ts';

/** What the engine says of signatures that are compared, and of what they are compared by. */
export const signatures = {
  'There is no signature model, so that no signature can be compared. Install Chirograph again.': {
    de: 'Es ist kein Unterschriftenmodell vorhanden, sodass keine Unterschrift verglichen werden kann. Installieren Sie Chirograph neu.',
    zh: '没有签名模型，因此无法比对签名。请重新安装Chirograph。',
  },
  'The signature model {name} (SHA-256 {sha256}) is not on this computer. Add its file to the models.': {
    de: 'Das Unterschriftenmodell {name} (SHA-256 {sha256}) ist nicht auf diesem Computer. Fügen Sie seine Datei den Modellen hinzu.',
    zh: '签名模型{name}（SHA-256 {sha256}）不在本计算机上。请将其文件添加到模型中。',
  },
  'Signatures of this comparison were changed while it was computed. Nothing was stored; do it again.': {
    de: 'Unterschriften dieses Vergleichs wurden geändert, während er berechnet wurde. Nichts wurde gespeichert; wiederholen Sie ihn.',
    zh: '本次比对的签名在计算期间被更改。未保存任何结果；请重新进行。',
  },
  'A signature chosen is not marked on its page any more. Mark it, or choose another one.': {
    de: 'Eine gewählte Unterschrift ist auf ihrer Seite nicht mehr markiert. Markieren Sie sie, oder wählen Sie eine andere.',
    zh: '所选的某处签名在其页面上已不再标记。请标记它，或另选一处。',
  },
  "The references chosen are by {writers} writers ({names}). How much one writer's signatures vary can be told of one writer alone: choose references of one.":
    {
      de: 'Die gewählten Vergleichsunterschriften sind von {writers} Schreibern ({names}). Wie stark Unterschriften variieren, lässt sich nur von einem Schreiber sagen: Wählen Sie die eines einzigen.',
      zh: '所选样本签名出自{writers}名书写人（{names}）。签名变化有多大，只能就同一书写人而言：请选择同一人的样本签名。',
    },
  'Nothing in the region of the signature {name} stands out from the paper. Draw it around ink.': {
    de: 'Im Bereich der Unterschrift {name} hebt sich nichts vom Papier ab. Ziehen Sie ihn um die Tinte.',
    zh: '签名{name}的区域内没有与纸张区分开的内容。请围绕墨迹框选。',
  },
  '{one} and {other} are the same signature, pixel for pixel: a scan is always found like its own copy, and nothing was computed. Leave one of the two out.':
    {
      de: '{one} und {other} sind Pixel für Pixel dieselbe Unterschrift: Ein Scan ist seiner eigenen Kopie immer ähnlich, und nichts wurde berechnet. Lassen Sie eine der beiden weg.',
      zh: '{one}与{other}逐像素为同一签名：扫描件总是与其自身的副本相似，因此未作任何计算。请去掉两者之一。',
    },
  'Other signatures of the same writer are marked than were when it was computed.': {
    de: 'Von derselben Person sind andere Unterschriften markiert als bei der Berechnung.',
    zh: '该书写人已标记的签名与计算时不同。',
  },
  'Signatures that it rests on, their assignment or their files have changed since.': {
    de: 'Unterschriften, auf denen es beruht, ihre Zuordnung oder ihre Dateien haben sich seither geändert.',
    zh: '其所依据的签名、签名的归属或文件此后已更改。',
  },
} as const satisfies Catalogue;
