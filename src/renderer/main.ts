import './tokens.css';
import './base.css';
import { mount } from 'svelte';
import { is } from 'valibot';
import { MenuMessage } from '../contract/bridge.ts';
import App from './App.svelte';
import { overBridge, overSocket } from './engine/channels.ts';
import { engineBehindLock } from './engine/engine-behind-lock.ts';
import { ReconnectingEngine } from './engine/reconnecting-engine.ts';
import { WindowSession } from './stores/window-session.svelte.ts';

const bridge = window.chirograph;
const target = document.getElementById('app')!;

if (bridge === undefined) {
  const address = new URL('/engine', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const session = new WindowSession({ leave: () => window.location.assign('/') });
  const engine = new ReconnectingEngine(session.over(overSocket(() => new WebSocket(address))));
  session.observe(window);
  mount(App, { target, props: { engine: engineBehindLock(engine, session), desktop: null, session } });
} else {
  mount(App, {
    target,
    props: {
      engine: new ReconnectingEngine(overBridge(bridge)),
      desktop: bridge,
      onMenu: (listener) =>
        bridge.onMessage((message) => {
          if (is(MenuMessage, message)) listener(message.command);
        }),
    },
  });
}
