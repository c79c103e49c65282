/** Answers questions about the pure parts of the plan, a line of JSON each. */
import { createInterface } from 'node:readline'

const [js] = process.argv.slice(2)
const load = name => import(`${js}/${name}.js`)
const [calendar, due, file, fill, link, merge, network, plan, words] = await Promise.all(
  ['plan-calendar', 'plan-due', 'plan-file', 'plan-fill', 'plan-link', 'plan-merge', 'network', 'plan', 'plan-words'].map(load))
const NOW = '2026-11-24T12:00:00.000Z'
const TODAY = '2026-11-24'
let shape
let made
let count = 0
const fresh = () => `new${++count}`

const answers = {
  start: (one, raw) => {
    shape = one
    made = network.makeNetwork(raw)
    return true
  },
  parse: (text, own) => file.parse(text, shape, NOW, { own }),
  again: text => file.parse(file.write(file.parse(text, shape, NOW)), shape, NOW),
  link: async (one, put, plain) => {
    const kept = globalThis.CompressionStream
    if (plain) delete globalThis.CompressionStream
    const packed = await link.pack(link.bare(one, put))
    globalThis.CompressionStream = kept
    return { packed, back: link.fromBare(await link.unpack(packed), shape, 'got', NOW) }
  },
  open: async packed => link.fromBare(await link.unpack(packed), shape, 'got', NOW),
  pack: text => link.pack(text),
  merge: (base, one, other) => [merge.merge(base, one, other, () => true), merge.merge(base, other, one, () => true)],
  settle: (base, one, other) => {
    // One tab has saved, then the other, which took that in; now each hears of what the other saved last.
    let [before, here, there] = [one, one, merge.merge(base, other, one, () => true)]
    let saves = 1
    while (saves < 20) {
      const next = merge.merge(before, here, there, () => true)
      if (file.write(next) === file.write(there)) break
      saves++
      ;[before, here, there] = [there, there, next]
    }
    return saves
  },
  joined: (base, one, other) => merge.joined(base, one, other),
  calendar: one => calendar.calendar(one, shape, NOW),
  fold: line => calendar.fold(line),
  table: one => words.table(one, shape),
  markdown: one => words.markdown(one, shape),
  text: one => words.plainText(one, shape),
  fill: (one, wish, held) => {
    const proposal = fill.propose(made, wish, { qualifications: network.holding(made, held), skills: [] }, new Map([['listening', 'Listening']]), TODAY)
    const filled = fill.fill(one, shape, proposal, NOW, fresh)
    const twice = fill.fill(filled, shape, proposal, NOW, fresh)
    return { proposal, filled, twice, undone: fill.unfill(filled, one, filled) }
  },
  later: (date, months) => fill.monthsLater(date, months),
  due: (one, today) => {
    const { late, next } = due.due(one, shape, today)
    return { late: late.map(item => item.what), next: next.map(item => item.what), progress: due.progress(one, shape) }
  },
  deadlines: (one, today) => due.deadlines(due.dated(one, shape, today)),
  gaps: (one, held) => due.gaps(one, shape, asked => held.includes(asked.id ? `${asked.kind}:${asked.id}` : asked.title)),
  rows: (one, list) => {
    const [first] = plan.rows(one, list)
    const without = plan.removeRow(one, list, first.id, NOW)
    return { without, back: plan.restoreRow(without, list, first, 0, NOW), moved: plan.moveRow(one, list, first.id, 1) }
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...values] = JSON.parse(line)
  let answer
  try {
    answer = { answer: await answers[name](...values) }
  } catch (error) {
    answer = error instanceof file.Refused ? { refused: error.message } : { crashed: String(error.stack) }
  }
  console.log(JSON.stringify({ ...answer, clean: Object.keys(Object.prototype).length === 0 && {}.polluted === undefined }))
}
