import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { ChirographError } from '../../../contract/schema.ts';
import { refuseEmpty } from './login.ts';
import { readText, readUsers, refuseOpenToAll, type User } from './users.ts';

/** What the command line names for a shell that other computers may reach. */
export interface RemoteOptions {
  /** Address to listen on. */
  readonly remote: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly users?: string;
  /** Names under which browsers reach it, besides those of the certificate. */
  readonly hostName?: readonly string[];
}

/** A shell that other computers may reach, checked. */
export interface Remote {
  readonly host: string;
  readonly cert: string;
  readonly key: string;
  /** What a Host header may name, in lower case; IPv6 in brackets. The first is the one printed. */
  readonly names: readonly string[];
  readonly users: () => readonly User[];
}

/**
 * Checks everything that serving to other computers needs, before anything listens. Throws `invalid-arguments` that
 * says what is missing or wrong, and what to do.
 */
export function readRemote(options: RemoteOptions, now: Date = new Date()): Remote {
  const { tlsCert, tlsKey, users } = options;
  if (tlsCert === undefined || tlsKey === undefined || users === undefined) {
    const missing = [
      ...(tlsCert === undefined ? ['--tls-cert'] : []),
      ...(tlsKey === undefined ? ['--tls-key'] : []),
      ...(users === undefined ? ['--users'] : []),
    ];
    throw refused(`--remote needs ${missing.join(', ')} as well: nobody is served without TLS and a login.`);
  }
  const cert = readText(tlsCert, 'The certificate');
  const certificate = parsed(() => new X509Certificate(cert), `${tlsCert} is no certificate in PEM form.`);
  refuseOpenToAll(tlsKey, 'The private key');
  const key = readText(tlsKey, 'The private key');
  const privateKey: KeyObject = parsed(
    () => createPrivateKey(key),
    `${tlsKey} is no private key in PEM form without a passphrase.`,
  );
  if (!certificate.checkPrivateKey(privateKey)) {
    throw refused(`The private key ${tlsKey} does not belong to the certificate ${tlsCert}.`);
  }
  if (now < certificate.validFromDate || now > certificate.validToDate) {
    throw refused(
      `The certificate ${tlsCert} is valid from ${certificate.validFrom} to ${certificate.validTo}, not now.`,
    );
  }
  const names = [...(options.hostName ?? []).map((name) => name.toLowerCase()), ...namesOf(certificate)];
  if (names.length === 0) {
    throw refused(`The certificate ${tlsCert} names no host. Name it with --host-name.`);
  }
  refuseEmpty(readUsers(users), users);
  return { host: options.remote, cert, key, names, users: () => readUsers(users) };
}

/** Exact DNS names and IP addresses; a wildcard names no host, so it needs --host-name. */
function namesOf(certificate: X509Certificate): string[] {
  return (certificate.subjectAltName ?? '').split(', ').flatMap((entry) => {
    const [, kind, name = ''] = /^(DNS|IP Address):(.+)$/u.exec(entry) ?? [];
    if (kind === undefined || name.includes('*')) return [];
    if (kind === 'DNS') return [name.toLowerCase()];
    // Written as a browser writes an address in the Host header.
    return [name.includes(':') ? new URL(`http://[${name}]`).hostname : name];
  });
}

function parsed<T>(read: () => T, message: string): T {
  try {
    return read();
  } catch (cause) {
    throw new ChirographError('invalid-arguments', message, { cause });
  }
}

function refused(message: string): ChirographError {
  return new ChirographError('invalid-arguments', message);
}
