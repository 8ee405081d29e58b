import type { Handlers, Services } from '../services.ts';

/** What every report of this computer's user has in common. */
export function laboratoryHandlers({ laboratory }: Services): Handlers<'laboratory.get' | 'laboratory.save'> {
  return {
    'laboratory.get': () => laboratory.read(),
    'laboratory.save': (args) =>
      laboratory.save(
        args.laboratory,
        typeof args.logo === 'string' ? Buffer.from(args.logo, 'base64') : args.logo,
      ),
  };
}
