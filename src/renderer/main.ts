import './tokens.css';
import './base.css';
import { mount } from 'svelte';
import { is } from 'valibot';
import { MenuMessage } from '../contract/bridge.ts';
import App from './App.svelte';
import { overBridge, overSocket } from './engine/channels.ts';
import { ReconnectingEngine } from './engine/reconnecting-engine.ts';

const bridge = window.chirograph;
const target = document.getElementById('app')!;

if (bridge === undefined) {
  const address = new URL('/engine', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const engine = new ReconnectingEngine(overSocket(() => new WebSocket(address)));
  mount(App, { target, props: { engine, desktop: null } });
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
