import type { Catalogue } from '../catalogue.ts';

/** Why a model, its card, a reference or a calibration is not taken, used or removed. */
export const models = {
  'Install Chirograph again.': { de: 'Installieren Sie Chirograph erneut.', zh: '请重新安装Chirograph。' },
  'There is no model with SHA-256 {sha256} here. Add its file.': {
    de: 'Ein Modell mit SHA-256 {sha256} gibt es hier nicht. Fügen Sie seine Datei hinzu.',
    zh: '此处没有SHA-256为{sha256}的模型。请添加其文件。',
  },
  'The file of this model is gone.': {
    de: 'Die Datei dieses Modells ist weg.',
    zh: '该模型的文件已不存在。',
  },
  '{name} comes with Chirograph and stays. Choose another model for a case instead.': {
    de: '{name} gehört zu Chirograph und bleibt. Wählen Sie stattdessen ein anderes Modell für einen Fall.',
    zh: '{name}随Chirograph提供，不能移除。请改为给案件选择其他模型。',
  },
  'The model {name} (SHA-256 {sha256}) is not on this computer. Add its file to the models, or choose another model for the case.':
    {
      de: 'Das Modell {name} (SHA-256 {sha256}) ist nicht auf diesem Computer. Fügen Sie seine Datei den Modellen hinzu, oder wählen Sie für den Fall ein anderes Modell.',
      zh: '模型{name}（SHA-256 {sha256}）不在本计算机上。请将其文件添加到模型中，或为案件选择其他模型。',
    },
  '{file} ({name}) does not compute what it states: {reason}. Export it again, and see that it runs in onnxruntime.':
    {
      de: '{file} ({name}) berechnet nicht, was es angibt: {reason}. Exportieren Sie es erneut, und sorgen Sie dafür, dass es in onnxruntime läuft.',
      zh: '{file}（{name}）的计算结果与其声明不符：{reason}。请重新导出，并确认它能在onnxruntime中运行。',
    },
  '{folder} cannot be written, so the calibration was not kept. Ask for the right to write there.': {
    de: '{folder} lässt sich nicht beschreiben, daher wurde die Kalibrierung nicht behalten. Lassen Sie sich das Schreibrecht dafür geben.',
    zh: '{folder}无法写入，因此校准未保存。请申请在该处写入的权限。',
  },
  '{folder} cannot be written, so the calibration in use could not be kept there and stays in use. Ask for the right to write there.':
    {
      de: '{folder} lässt sich nicht beschreiben, daher konnte die verwendete Kalibrierung dort nicht aufbewahrt werden und bleibt in Gebrauch. Lassen Sie sich das Schreibrecht dafür geben.',
      zh: '{folder}无法写入，因此正在使用的校准无法保留在该处，并继续使用。请申请在该处写入的权限。',
    },
  '{folder} cannot be written, so the model was not added. Ask for the right to write there.': {
    de: '{folder} lässt sich nicht beschreiben, daher wurde das Modell nicht hinzugefügt. Lassen Sie sich das Schreibrecht dafür geben.',
    zh: '{folder}无法写入，因此模型未添加。请申请在该处写入的权限。',
  },
  '{folder} cannot be written, so the population was not added. Ask for the right to write there.': {
    de: '{folder} lässt sich nicht beschreiben, daher wurde die Population nicht hinzugefügt. Lassen Sie sich das Schreibrecht dafür geben.',
    zh: '{folder}无法写入，因此总体未添加。请申请在该处写入的权限。',
  },
  '{name} is no longer the file that was added: expected SHA-256 {expected}, found {found}.': {
    de: '{name} ist nicht mehr die Datei, die hinzugefügt wurde: erwartet SHA-256 {expected}, gefunden {found}.',
    zh: '{name}已不是当初添加的文件：应为SHA-256 {expected}，实为{found}。',
  },
  'Remove it from the models, then add its file again.': {
    de: 'Entfernen Sie es aus den Modellen, und fügen Sie seine Datei dann erneut hinzu.',
    zh: '请将其从模型中移除，然后重新添加其文件。',
  },
  'Put the right one beside the model, or none.': {
    de: 'Legen Sie die richtige neben das Modell, oder keine.',
    zh: '请将正确的文件放在模型旁边，或不放任何文件。',
  },
  '{card}, the card of the model file {file}, cannot be read.': {
    de: '{card}, die Karte der Modelldatei {file}, lässt sich nicht lesen.',
    zh: '{card}（模型文件{file}的说明卡）无法读取。',
  },
  '{card}, the card of the model file {file}, names no SHA-256 of it.': {
    de: '{card}, die Karte der Modelldatei {file}, nennt keinen SHA-256 von ihr.',
    zh: '{card}（模型文件{file}的说明卡）未载明其SHA-256。',
  },
  'The model file {file} is not the one that {card} describes: expected SHA-256 {expected}, found {found}.': {
    de: 'Die Modelldatei {file} ist nicht die, die {card} beschreibt: erwartet SHA-256 {expected}, gefunden {found}.',
    zh: '模型文件{file}不是{card}所描述的文件：应为SHA-256 {expected}，实为{found}。',
  },
  '{name} is damaged or is not an ONNX model. Copy it again from where it was made.': {
    de: '{name} ist beschädigt oder kein ONNX-Modell. Kopieren Sie es erneut von dort, wo es erstellt wurde.',
    zh: '{name}已损坏，或不是ONNX模型。请从其制作处重新复制。',
  },
  '{name} keeps its weights in another file, so that its SHA-256 says nothing of them. Export it with its weights inside.':
    {
      de: '{name} hat seine Gewichte in einer anderen Datei, sodass sein SHA-256 nichts über sie sagt. Exportieren Sie es mit den Gewichten darin.',
      zh: '{name}的权重存放在另一文件中，因此其SHA-256不能说明权重。请将权重包含在内导出。',
    },
  '{name} is an ONNX file that does not say what it is for: it has no chirograph.* metadata.': {
    de: '{name} ist eine ONNX-Datei, die nicht sagt, wofür sie ist: Sie hat keine Metadaten chirograph.*.',
    zh: '{name}是未说明用途的ONNX文件：它没有chirograph.*元数据。',
  },
  'Use a model trained for input contract {version}.': {
    de: 'Verwenden Sie ein Modell, das für den Eingabevertrag {version} trainiert wurde.',
    zh: '请使用按输入约定{version}训练的模型。',
  },
  '{name} was trained for input contract {stated}, and this version of Chirograph works with another.': {
    de: '{name} wurde für den Eingabevertrag {stated} trainiert, und diese Version von Chirograph arbeitet mit einem anderen.',
    zh: '{name}按输入约定{stated}训练，而本版本的Chirograph使用另一约定。',
  },
  '{name} does not state the input and outputs that this version of Chirograph works with ({issue}). Use a model that was exported for input contract {version} of its task, with the outputs that the card of the released one names.':
    {
      de: '{name} gibt nicht die Eingabe und die Ausgaben an, mit denen diese Version von Chirograph arbeitet ({issue}). Verwenden Sie ein Modell, das für den Eingabevertrag {version} seiner Aufgabe exportiert wurde, mit den Ausgaben, die die Karte des veröffentlichten nennt.',
      zh: '{name}未声明本版本的Chirograph所用的输入和输出（{issue}）。请使用按其任务的输入约定{version}导出、且输出与已发布模型说明卡所列相同的模型。',
    },
  '{name} is no file. Name an ONNX file.': {
    de: '{name} ist keine Datei. Nennen Sie eine ONNX-Datei.',
    zh: '{name}不是文件。请指定ONNX文件。',
  },
  '{name} has {size, number} bytes; a model may have {limit, number}.': {
    de: '{name} hat {size, number} Bytes; ein Modell darf {limit, number} haben.',
    zh: '{name}有{size, number}字节；模型的上限为{limit, number}字节。',
  },
  'The model file {name} cannot be read. Check its path, and that this user may read it.': {
    de: 'Die Modelldatei {name} lässt sich nicht lesen. Prüfen Sie ihren Pfad und ob dieses Benutzerkonto sie lesen darf.',
    zh: '模型文件{name}无法读取。请检查其路径，并确认此用户有权读取。',
  },
  '{name} does not say what each part of a word gives to its result. Use a model that does, such as the one that comes with Chirograph.':
    {
      de: '{name} sagt nicht, was jeder Teil eines Wortes zu seinem Ergebnis beiträgt. Verwenden Sie ein Modell, das es sagt, etwa das mit Chirograph gelieferte.',
      zh: '{name}不说明字词的各部分对结果的贡献。请使用能说明的模型，例如随Chirograph提供的模型。',
    },
  '{name} is a {task} model; a {needed} model is needed here. Choose one of that task.': {
    de: '{name} ist ein Modell der Aufgabe „{task}“; hier wird eines der Aufgabe „{needed}“ gebraucht. Wählen Sie ein solches.',
    zh: '{name}是“{task}”任务的模型；此处需要“{needed}”任务的模型。请选择该任务的模型。',
  },
  '{name} is a {task} model. A case computes with a word model; choose one.': {
    de: '{name} ist ein Modell der Aufgabe „{task}“. Ein Fall rechnet mit einem Wortmodell; wählen Sie ein solches.',
    zh: '{name}是“{task}”任务的模型。案件使用字词模型计算；请选择字词模型。',
  },
  'The model is in use by an open case: {cases}. Choose another model for it first, or close it.': {
    de: 'Das Modell wird von einem geöffneten Fall verwendet: {cases}. Wählen Sie für ihn zuerst ein anderes Modell, oder schließen Sie ihn.',
    zh: '该模型正被打开的案件使用：{cases}。请先为其选择其他模型，或将其关闭。',
  },
  'The encoder {name} cannot run on this computer. Start Chirograph again; if it stays, reinstall it.': {
    de: 'Der Encoder {name} läuft auf diesem Computer nicht. Starten Sie Chirograph erneut; bleibt es dabei, installieren Sie es neu.',
    zh: '编码器{name}无法在本计算机上运行。请重新启动Chirograph；若仍如此，请重新安装。',
  },
  'The encoder failed on a batch of crops.': {
    de: 'Der Encoder ist an einem Stapel Ausschnitte gescheitert.',
    zh: '编码器处理一批裁切图时失败。',
  },
  'Encoding was cancelled. What was encoded before is kept.': {
    de: 'Das Kodieren wurde abgebrochen. Was vorher kodiert wurde, bleibt erhalten.',
    zh: '编码已取消。此前已编码的内容予以保留。',
  },
  'An embedding has to be {length} finite numbers. Nothing was saved; the model may be damaged.': {
    de: 'Ein Merkmalsvektor muss aus {length} endlichen Zahlen bestehen. Es wurde nichts gespeichert; das Modell ist möglicherweise beschädigt.',
    zh: '嵌入向量必须由{length}个有限数构成。未保存任何内容；模型可能已损坏。',
  },

  '{name} was made with a model that is not on this computer (SHA-256 {sha256}). Add the model first, or make the population again with one that is here.':
    {
      de: '{name} wurde mit einem Modell erstellt, das nicht auf diesem Computer ist (SHA-256 {sha256}). Fügen Sie zuerst das Modell hinzu, oder erstellen Sie die Population mit einem hier vorhandenen neu.',
      zh: '{name}由不在本计算机上的模型（SHA-256 {sha256}）制作。请先添加该模型，或用此处已有的模型重新制作总体。',
    },
  'There is no population with SHA-256 {sha256} here.': {
    de: 'Eine Population mit SHA-256 {sha256} gibt es hier nicht.',
    zh: '此处没有SHA-256为{sha256}的总体。',
  },
  '"{name}" belongs to the model {model} and stays with it.': {
    de: '„{name}“ gehört zum Modell {model} und bleibt bei ihm.',
    zh: '“{name}”属于模型{model}，不能与其分离。',
  },
  'The reference population that was chosen for this case (SHA-256 {sha256}) is not on this computer, or was altered. Add its file to the reference populations, or choose another for the case.':
    {
      de: 'Die für diesen Fall gewählte Referenzpopulation (SHA-256 {sha256}) ist nicht auf diesem Computer oder wurde verändert. Fügen Sie ihre Datei den Referenzpopulationen hinzu, oder wählen Sie für den Fall eine andere.',
      zh: '为本案件选择的参考总体（SHA-256 {sha256}）不在本计算机上，或已被改动。请将其文件添加到参考总体中，或为案件选择其他参考总体。',
    },
  'The population is in use by an open case: {cases}. Choose another for it first, or close it.': {
    de: 'Die Population wird von einem geöffneten Fall verwendet: {cases}. Wählen Sie für ihn zuerst eine andere, oder schließen Sie ihn.',
    zh: '该总体正被打开的案件使用：{cases}。请先为其选择其他总体，或将其关闭。',
  },
  'There is no such reference population here. Add its file.': {
    de: 'Eine solche Referenzpopulation gibt es hier nicht. Fügen Sie ihre Datei hinzu.',
    zh: '此处没有该参考总体。请添加其文件。',
  },
  '"{name}" was made with {made}, and this case computes with {used}. Scores of one model mean nothing to a population of another.':
    {
      de: '„{name}“ wurde mit {made} erstellt, und dieser Fall rechnet mit {used}. Scores des einen Modells sagen einer Population des anderen nichts.',
      zh: '“{name}”用{made}制作，而本案件使用{used}计算。一个模型的分数对另一模型的总体没有意义。',
    },
  'The reference {name} cannot be read or is damaged. Install Chirograph again or measure the reference anew.':
    {
      de: 'Die Referenz {name} lässt sich nicht lesen oder ist beschädigt. Installieren Sie Chirograph erneut, oder messen Sie die Referenz neu.',
      zh: '参考数据{name}无法读取或已损坏。请重新安装Chirograph，或重新测定参考数据。',
    },
  '{name} is not a reference that this version of Chirograph reads ({issue}). Measure the reference anew.': {
    de: '{name} ist keine Referenz, die diese Version von Chirograph liest ({issue}). Messen Sie die Referenz neu.',
    zh: '{name}不是本版本的Chirograph可读取的参考数据（{issue}）。请重新测定参考数据。',
  },
  '{name} was measured with another model than the one in use, so it cannot place its scores. Measure the reference anew with this model.':
    {
      de: '{name} wurde mit einem anderen Modell als dem verwendeten gemessen und kann dessen Scores daher nicht einordnen. Messen Sie die Referenz mit diesem Modell neu.',
      zh: '{name}是用其他模型测定的，因此无法确定当前模型的分数所处的位置。请用当前模型重新测定参考数据。',
    },
  'The calibration {name} cannot be read. Check that it is a plain file and that you may read it.': {
    de: 'Die Kalibrierung {name} lässt sich nicht lesen. Prüfen Sie, ob sie eine gewöhnliche Datei ist und ob Sie sie lesen dürfen.',
    zh: '校准{name}无法读取。请确认它是普通文件且您有权读取。',
  },
  '{name} is damaged. Measure it anew: chirograph reference, or chirograph validate with --save.': {
    de: '{name} ist beschädigt. Messen Sie es neu: chirograph reference, oder chirograph validate mit --save.',
    zh: '{name}已损坏。请重新测定：chirograph reference，或带 --save 的chirograph validate。',
  },
  '{name} holds no calibration that this version of Chirograph reads. Measure it anew: chirograph reference, or chirograph validate with --save.':
    {
      de: '{name} enthält keine Kalibrierung, die diese Version von Chirograph liest. Messen Sie sie neu: chirograph reference, oder chirograph validate mit --save.',
      zh: '{name}不含本版本的Chirograph可读取的校准。请重新测定：chirograph reference，或带 --save 的chirograph validate。',
    },
  '{name} is of embeddings that no model of this version of Chirograph gives. Measure it anew: chirograph reference, or chirograph validate with --save.':
    {
      de: '{name} gehört zu Einbettungen, die kein Modell dieser Version von Chirograph liefert. Messen Sie sie neu: chirograph reference, oder chirograph validate mit --save.',
      zh: '{name}所用的嵌入向量不是本版本的Chirograph的任何模型所给出的。请重新测定：chirograph reference，或带 --save 的chirograph validate。',
    },
  '{name} is damaged. Measure it anew: chirograph validate --as signature --save.': {
    de: '{name} ist beschädigt. Messen Sie es an Unterschriften neu: chirograph validate --as signature --save.',
    zh: '{name}已损坏。请用签名重新测定：chirograph validate --as signature --save。',
  },
  '{name} holds no calibration that this version of Chirograph reads. Measure it anew: chirograph validate --as signature --save.':
    {
      de: '{name} enthält keine Kalibrierung, die diese Version von Chirograph liest. Messen Sie sie an Unterschriften neu: chirograph validate --as signature --save.',
      zh: '{name}不含本版本的Chirograph可读取的校准。请用签名重新测定：chirograph validate --as signature --save。',
    },
  '{name} is of embeddings that no model of this version of Chirograph gives. Measure it anew: chirograph validate --as signature --save.':
    {
      de: '{name} gehört zu Einbettungen, die kein Modell dieser Version von Chirograph liefert. Messen Sie sie an Unterschriften neu: chirograph validate --as signature --save.',
      zh: '{name}所用的嵌入向量不是本版本的Chirograph的任何模型所给出的。请用签名重新测定：chirograph validate --as signature --save。',
    },
  'The calibration in {name} was changed since it was made: its SHA-256 differs. Use the original, or measure it anew.':
    {
      de: 'Die Kalibrierung in {name} wurde seit ihrer Erstellung verändert: Ihr SHA-256 ist ein anderer. Verwenden Sie das Original, oder messen Sie sie neu.',
      zh: '{name}中的校准在制作后被改动：其SHA-256不同。请使用原件，或重新测定。',
    },
  'The calibration in {name} was measured with another model than the one in use. Measure it anew with this model.':
    {
      de: 'Die Kalibrierung in {name} wurde mit einem anderen Modell als dem verwendeten gemessen. Messen Sie sie mit diesem Modell neu.',
      zh: '{name}中的校准是用其他模型测定的。请用当前模型重新测定。',
    },
} as const satisfies Catalogue;
