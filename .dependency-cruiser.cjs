// Which way imports go: app -> capabilities -> { organization -> { law, ui } } -> platform. test/fence plants a break of every rule.

/** Lowest first: a capability may enter only those before it. `npm run new` adds a name before reports. */
const ORDER = [
  'administration',
  'calendar',
  'commitments',
  'letters',
  'cases',
  'complaints',
  'voters',
  'registers',
  'rechecks',
  'backlog',
  'privacy',
  'denunciations',
  'intake',
  'reception',
  'visits',
  'dialogues',
  'disclosure',
  'consultations',
  'directives',
  'plans',
  'programs',
  'supervision',
  'outreach',
  'emulation',
  'surveys',
  'duties',
  'agenda',
  'succession',
  'reports',
  'portal',
]

const TESTS = '\\.test\\.tsx?$'
const PURE = '(workflow|deadlines|policy)\\.ts$'
const SPEAKS_SQL = '/[a-z-]*(tables|queries|actions|jobs|seed)\\.ts$'
const DATABASE = '(^|node_modules/)(kysely|pg|pg-boss)(/|$)'

/** @type {(name: string, comment: string, from: object, to: object) => import('dependency-cruiser').IForbiddenRuleType} */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const code = (path) => ({ path, pathNot: TESTS })

module.exports = {
  forbidden: [
    forbid('no-circles', 'Two files that need each other are one file, or a third is missing.', {}, { circular: true }),
    forbid('platform-imports-nothing-above', 'The platform knows no domain words.', code('^src/platform/'), {
      path: '^src/',
      pathNot: '^src/platform/',
    }),
    forbid('law-sees-only-day', 'Law is pure: days in, days out.', code('^src/law/'), {
      pathNot: ['^src/law/', '^src/platform/day\\.ts$'],
    }),
    forbid('ui-sees-only-platform', 'Parts of pages know no domain.', code('^src/ui/'), {
      path: '^src/',
      pathNot: ['^src/ui/', '^src/platform/'],
    }),
    forbid(
      'organization-sees-only-platform-law-ui',
      'Units and officials serve every capability and know none.',
      code('^src/organization/'),
      { path: '^src/', pathNot: ['^src/organization/', '^src/platform/', '^src/law/', '^src/ui/'] },
    ),
    forbid(
      'only-app-knows-the-whole',
      'Nobody but main and tests sees the table of contents.',
      { path: '^src/', pathNot: ['^src/app/', TESTS] },
      { path: '^src/app/' },
    ),
    forbid(
      'capability-only-by-its-door',
      'Another capability is entered through its index.ts.',
      { path: '^src/capabilities/([^/]+)/' },
      { path: '^src/capabilities/', pathNot: ['^src/capabilities/$1/', '^src/capabilities/[^/]+/index\\.ts$'] },
    ),
    forbid('app-enters-by-the-door', 'What the app needs of a capability stands in its manifest.', code('^src/app/'), {
      path: '^src/capabilities/[^/]+/',
      pathNot: '^src/capabilities/[^/]+/index\\.ts$',
    }),
    ...ORDER.slice(0, -1).map((name, place) =>
      forbid(
        'capability-only-of-lower-order',
        'A capability enters only those before it in ORDER.',
        code(`^src/capabilities/${name}/`),
        { path: `^src/capabilities/(${ORDER.slice(place + 1).join('|')})/` },
      ),
    ),
    forbid(
      'capability-has-a-place',
      'A capability stands in ORDER, so that everybody knows what it may enter.',
      { path: '^src/capabilities/', pathNot: `^src/capabilities/(${ORDER.join('|')})/` },
      {},
    ),
    forbid(
      'pure-files',
      'workflow.ts, deadlines.ts and policy.ts touch no database, web or clock.',
      { path: `^src/capabilities/([^/]+)/${PURE}` },
      {
        pathNot: [
          '^src/law/',
          '^src/platform/(day|rights|workflow|words)\\.ts$',
          `^src/capabilities/$1/${PURE}`,
          '^src/capabilities/$1/words\\.(vi|en)\\.ts$',
        ],
      },
    ),
    forbid(
      'sql-only-where-it-belongs',
      'SQL stands in tables, queries, actions, jobs and seed.',
      { path: '^src/', pathNot: ['^src/platform/', '^src/organization/', SPEAKS_SQL, TESTS] },
      { path: DATABASE },
    ),
    forbid(
      'product-runs-without-tests',
      'The product needs neither tests, tools nor development packages.',
      { path: '^src/', pathNot: TESTS },
      { path: ['^test/', '^tools/', TESTS] },
    ),
    forbid(
      'product-runs-without-development-packages',
      'What the product imports stands under dependencies.',
      { path: '^src/', pathNot: TESTS },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    forbid('imports-lead-somewhere', 'A path that does not exist.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
