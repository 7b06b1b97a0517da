// The official JavaScript client, driven by the tests: one JSON command a line on stdin, one JSON message a line on stdout.
// Arguments: the hub's address, and the key or token if there is one.
// Commands: {"do":"invoke","id":1,"method":"WatchMember","args":["M"]}, {"do":"stop"}.
const { HubConnectionBuilder, LogLevel } = require('@microsoft/signalr');
const readline = require('node:readline');

const say = (message) => process.stdout.write(JSON.stringify(message) + '\n');
const connection = new HubConnectionBuilder()
  .withUrl(process.argv[2], process.argv[3] ? { accessTokenFactory: () => process.argv[3] } : {})
  .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => 200 })
  .configureLogging(LogLevel.None)
  .build();

connection.on('statusChanged', (change) => say({ push: 'statusChanged', change }));
connection.on('statusRefreshed', (status) => say({ push: 'statusRefreshed', status }));
for (const push of ['recognised', 'recognitionWithdrawn', 'memberErased', 'disrupted', 'rewardChanged']) connection.on(push, (payload) => say({ push, payload }));
connection.onreconnecting(() => say({ state: 'reconnecting' }));
connection.onreconnected(() => say({ state: 'reconnected' }));
connection.onclose(() => say({ state: 'closed' }));

readline.createInterface({ input: process.stdin }).on('line', async (line) => {
  const command = JSON.parse(line);
  if (command.do === 'stop') {
    await connection.stop();
    process.exit(0);
  }
  try {
    say({ id: command.id, result: await connection.invoke(command.method, ...command.args) ?? null });
  } catch (error) {
    say({ id: command.id, error: String(error.message) });
  }
});

connection.start().then(() => say({ state: 'connected' }), (error) => {
  say({ state: 'failed', error: String(error) });
  process.exit(1);
});
