/** The plan that is open: saved as it is written, and joined with what other tabs write. */
import { parse, write } from './plan-file.js'
import { merge } from './plan-merge.js'
import * as store from './plan-store.js'
import { emptyPlan, questions } from './plan.js'
import { _ } from './say.js'

const PAUSE = 300

/** What is said of how the plan is kept. */
const STATES = { waiting: _('Not saved yet'), failed: _('Not saved'), saved: _('Saved'), shared: _('Kept until this tab is closed'), none: '' }

/** @param {Page} page */
export const keeper = page => {
  const { shape, now, today, fresh } = page
  const texts = new Set(questions(shape).flatMap(one => [one, ...(one.columns ?? [])]).filter(({ kind }) => ['text', 'step', 'long'].includes(kind)).map(({ id }) => id))
  let plan = emptyPlan(fresh(), '', now())
  /** What this tab and the others last agreed on, and its text. */
  let agreed = plan
  /** @type {string | null} */
  let kept = null
  let dirty = false
  let waiting = 0
  /** @type {ReturnType<typeof store.save>} */
  let failing = ''

  /** @param {keyof typeof STATES} state */
  const tell = state => page.state(STATES[state])

  /** @param {import('./plan.js').Plan} next */
  const change = next => {
    plan = next
    dirty = true
    tell('waiting')
    clearTimeout(waiting)
    waiting = setTimeout(save, PAUSE)
    page.changed()
  }

  const save = () => {
    clearTimeout(waiting)
    if (!dirty) return
    const there = store.read(plan.id)
    if (there !== null && there !== kept) join(kept, there)
    const text = write(plan)
    const failed = store.save(plan, text, shape, today())
    if (!failed) {
      agreed = plan
      kept = text
      dirty = false
    }
    tell(failed ? 'failed' : store.isShared() ? 'shared' : 'saved')
    if (failed !== failing) page.failed(failed)
    failing = failed
    page.saved()
  }

  /** Takes in what another tab wrote. @param {string | null} before what that tab changed  @param {string} after */
  const join = (before, after) => {
    try {
      const theirs = parse(after, shape, now(), { own: true })
      const base = before === null ? agreed : parse(before, shape, now(), { own: true })
      plan = merge(base, plan, theirs, id => texts.has(id))
      agreed = theirs
      kept = after
      dirty ||= write(plan) !== after
    } catch {
      // Perhaps a newer version of this page wrote it. It stays, and what is written here goes on as another plan.
      plan = { ...plan, id: fresh() }
      kept = null
      dirty = true
    }
    page.joined()
  }

  /** @param {import('./plan.js').Plan} next  @param {string | null} text as it is kept */
  const open = (next, text) => {
    save()
    plan = agreed = next
    kept = text
    dirty = false
    failing = ''
    tell(text === null ? 'none' : store.isShared() ? 'shared' : 'saved')
  }

  store.watch((id, before, after) => {
    if (id !== plan.id || after === kept) return page.joined()
    if (after === null) {
      kept = null
      tell('failed')
      return page.cleared()
    }
    join(before, after)
    if (dirty) change(plan)
  })
  addEventListener('pagehide', save)
  document.addEventListener('visibilitychange', save)

  return {
    plan: () => plan, change, save, open,
    isDirty: () => dirty,
    /** Lets go of the plan without saving it. */
    drop: () => { dirty = false },
    /** Saves it anew, wherever plans are kept now. */
    move: () => {
      kept = null
      dirty = true
      save()
    },
  }
}

/**
 * @typedef {object} Page
 * @property {import('./plan.js').Shape} shape
 * @property {() => string} now
 * @property {() => string} today
 * @property {() => string} fresh gives a new id
 * @property {(words: string) => void} state says whether the plan is saved
 * @property {() => void} changed
 * @property {() => void} saved
 * @property {() => void} joined shows what came from elsewhere
 * @property {() => void} cleared another tab removed the plan
 * @property {(why: ReturnType<typeof store.save>) => void} failed what went wrong, or '' when all is well again
 */
