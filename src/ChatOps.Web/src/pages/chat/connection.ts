export type SocketState = 'connecting' | 'open' | 'lost';

const streamPath = /\/v3\/directline\/conversations\/[^/]+\/stream/;

/**
 * Web Chat reconnects by itself but does not tell. This makes the browser's sockets tell, so that the page can say what
 * is going on. Returns a function that undoes it.
 */
export function watchStream(onChange: (state: SocketState) => void): () => void {
  const Original = window.WebSocket;
  window.WebSocket = class extends Original {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      if (!streamPath.test(String(address))) return;
      onChange('connecting');
      this.addEventListener('open', () => onChange('open'));
      this.addEventListener('close', () => onChange('lost'));
    }
  };
  return () => {
    window.WebSocket = Original;
  };
}
