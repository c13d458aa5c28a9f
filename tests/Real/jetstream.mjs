// Serves the firehose of a real personal data server in the form of a Jetstream: /subscribe?wantedCollections=…&cursor=<µs>.
// POST /cut ends every connection without a closing handshake, as a broken line does.
import http from 'node:http';
import { IdResolver } from '@atproto/identity';
import { Firehose } from '@atproto/sync';
import { WebSocketServer } from 'ws';

const [port, pds, plc] = process.argv.slice(2);
const history = [];
let last = 0;

const server = http.createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/cut')
    for (const client of sockets.clients) client.terminate();
  response.end(JSON.stringify({ events: history.length, connections: sockets.clients.size }));
});
const sockets = new WebSocketServer({ server, path: '/subscribe' });

function wants(client, event) {
  return event.kind !== 'commit' || client.collections.length === 0 || client.collections.includes(event.commit.collection);
}

sockets.on('connection', (client, request) => {
  const query = new URL(request.url, 'http://localhost').searchParams;
  client.collections = query.getAll('wantedCollections');
  if (query.has('cursor'))
    for (const event of history)
      if (event.time_us >= Number(query.get('cursor')) && wants(client, event)) client.send(JSON.stringify(event));
});

// Jetstream's own time: when it had the event, each later than the one before.
function publish(event) {
  last = Math.max(Date.now() * 1000, last + 1);
  const line = { did: event.did, time_us: last, ...event };
  history.push(line);
  for (const client of sockets.clients)
    if (client.readyState === 1 && wants(client, line)) client.send(JSON.stringify(line));
}

const firehose = new Firehose({
  service: pds,
  idResolver: new IdResolver({ plcUrl: plc }),
  unauthenticatedCommits: true,
  unauthenticatedHandles: true,
  getCursor: () => 0,
  onError: error => console.error(error.message, error.cause?.message),
  handleEvent: async event => {
    if (event.event === 'identity') publish({ did: event.did, kind: 'identity', identity: { did: event.did, handle: event.handle, seq: event.seq, time: event.time } });
    else if (event.event === 'account') publish({ did: event.did, kind: 'account', account: { did: event.did, active: event.active, seq: event.seq, time: event.time } });
    else if (['create', 'update', 'delete'].includes(event.event))
      publish({
        did: event.did,
        kind: 'commit',
        commit: {
          rev: event.rev, operation: event.event, collection: event.collection, rkey: event.rkey,
          ...(event.event === 'delete' ? {} : { record: event.record, cid: event.cid.toString() }),
        },
      });
  },
});

firehose.start();
server.listen(Number(port), '127.0.0.1');
