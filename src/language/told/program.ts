import type { Catalogue } from '../catalogue.ts';

/** What is said of the engine itself, of who calls it, and of a session. */
export const program = {
  'Cancelled. What was finished before is kept.': {
    de: 'Abgebrochen. Was vorher fertig wurde, bleibt erhalten.',
    zh: '已取消。此前完成的内容予以保留。',
  },
  'Chirograph made a mistake here; nothing that was saved is lost. The log has the details.': {
    de: 'Chirograph hat hier einen Fehler gemacht; nichts Gespeichertes ist verloren. Die Einzelheiten stehen im Log.',
    zh: 'Chirograph在此处出错；已保存的内容没有丢失。详情见运行记录。',
  },
  'This version has no method "{method}".': {
    de: 'Diese Version hat keine Methode „{method}“.',
    zh: '本版本没有方法“{method}”。',
  },
  '"{method}" cannot be called from here.': {
    de: '„{method}“ lässt sich von hier nicht aufrufen.',
    zh: '“{method}”不能从此处调用。',
  },
  'Who is acting? Give name, initials and role first: they go into the journal.': {
    de: 'Wer handelt? Geben Sie zuerst Name, Kürzel und Funktion an: Sie kommen ins Protokoll.',
    zh: '操作者是谁？请先填写姓名、缩写和职务：它们将记入日志。',
  },
  'Chirograph is closing.': { de: 'Chirograph wird beendet.', zh: 'Chirograph正在关闭。' },
  'The connection to the engine was lost.': {
    de: 'Die Verbindung zum Rechenkern ist abgebrochen.',
    zh: '与引擎的连接已中断。',
  },
  'The engine cannot be reached. Chirograph is trying again.': {
    de: 'Der Rechenkern ist nicht erreichbar. Chirograph versucht es erneut.',
    zh: '无法连接引擎。Chirograph正在重试。',
  },
  'The engine stopped while it worked on this. What was saved before is kept; try again.': {
    de: 'Der Rechenkern wurde beendet, während er hieran arbeitete. Was vorher gespeichert wurde, bleibt erhalten; versuchen Sie es erneut.',
    zh: '引擎在处理此项时停止。此前保存的内容予以保留；请重试。',
  },
  'The engine stopped unexpectedly and was started again. What was saved is kept; what it was working on has to be started again.':
    {
      de: 'Der Rechenkern wurde unerwartet beendet und neu gestartet. Gespeichertes bleibt erhalten; woran er arbeitete, muss neu begonnen werden.',
      zh: '引擎意外停止，已重新启动。已保存的内容予以保留；当时正在处理的工作须重新开始。',
    },
  'The engine stopped {count} times within {seconds} seconds and stays down. What was saved is kept. Close Chirograph and start it again; the logs in its data folder say more.':
    {
      de: 'Der Rechenkern wurde innerhalb von {seconds} Sekunden {count} Mal unerwartet beendet und bleibt aus. Gespeichertes bleibt erhalten. Schließen Sie Chirograph, und starten Sie es neu; die Logs in seinem Datenordner sagen mehr.',
      zh: '引擎在{seconds}秒内停止了{count}次，不再启动。已保存的内容予以保留。请关闭Chirograph并重新启动；其数据文件夹中的运行记录有更多说明。',
    },
  'The engine stopped {count} times within {seconds} seconds and stays down. {reason} What was saved is kept. Close Chirograph and start it again; the logs in its data folder say more.':
    {
      de: 'Der Rechenkern wurde innerhalb von {seconds} Sekunden {count} Mal unerwartet beendet und bleibt aus. {reason} Gespeichertes bleibt erhalten. Schließen Sie Chirograph, und starten Sie es neu; die Logs in seinem Datenordner sagen mehr.',
      zh: '引擎在{seconds}秒内停止了{count}次，不再启动。{reason}已保存的内容予以保留。请关闭Chirograph并重新启动；其数据文件夹中的运行记录有更多说明。',
    },
  'What the window sent is larger than the 1 MB that the engine takes at once. Send less text.': {
    de: 'Was das Fenster gesendet hat, ist größer als das 1 MB, das der Rechenkern auf einmal annimmt. Senden Sie weniger Text.',
    zh: '窗口发送的内容超过引擎一次可接收的1 MB。请减少文字。',
  },
  'Chirograph was locked before this was done. What was saved is kept; try again.': {
    de: 'Chirograph wurde gesperrt, bevor das getan war. Gespeichertes bleibt erhalten; versuchen Sie es erneut.',
    zh: 'Chirograph在此操作完成之前被锁定。已保存的内容予以保留；请重试。',
  },
  'Chirograph is locked. Unlock it in its window.': {
    de: 'Chirograph ist gesperrt. Entsperren Sie es in seinem Fenster.',
    zh: 'Chirograph已锁定。请在其窗口中解锁。',
  },
  'This session has ended. Log in again.': {
    de: 'Diese Sitzung ist beendet. Melden Sie sich erneut an.',
    zh: '本次会话已结束。请重新登录。',
  },
  'From a browser, reports go into the reports folder of their case and demo cases into their own folder.': {
    de: 'Aus einem Browser kommen Berichte in den Berichtsordner ihres Falls und Demofälle in ihren eigenen Ordner.',
    zh: '在浏览器中，报告存入其案件的报告文件夹，演示案件存入各自的文件夹。',
  },
  'You are logged in as {name}. Who examines is changed by the operator, in the users file.': {
    de: 'Sie sind als {name} angemeldet. Wer untersucht, ändert die Betreiberin oder der Betreiber in der Benutzerdatei.',
    zh: '您以{name}的身份登录。鉴定人由运营者在用户文件中更改。',
  },
  'What all reports have in common is changed by the operator, with chirograph laboratory on the server.': {
    de: 'Was allen Berichten gemeinsam ist, ändert die Betreiberin oder der Betreiber auf dem Server mit chirograph laboratory.',
    zh: '所有报告的共同内容（实验室信息）由运营者在服务器上用chirograph laboratory更改。',
  },
} as const satisfies Catalogue;
