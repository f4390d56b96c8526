"""Breaks the library on purpose, a place at a time, and says who noticed.

    faults.py TREE FILE [-n] [-q] [-j JOBS] [-o DIRECTORY] [NAME...]

FILE (t/faults.txt) says what is broken how, and which check must fail.  Each
fault is made in a copy of TREE, built, checked and taken back; -q takes the
quick ones alone.  It is an error where the text to be broken is not there
exactly once (-n looks at this alone), where the broken tree does not build,
where the check does not fail, and where it fails without any fault.
"""

import argparse
import collections
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

CFLAGS = '-O1'
SANITIZE = ('-O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all '
            '-fsanitize=address,undefined')
# tests have a fourth of their time, so that one that hangs has soon failed; a
# check that hangs is a mistake here
CHECK_SECONDS = 600
# targets that look at the text and need nothing that is built
READS_ALONE = {'headers', 'tables-check', 'format-check', 'man-check'}
SKIPPED = 'skipped: '

Fault = collections.namedtuple('Fault', 'name what file by quick hunks')


def parse(lines):
    """== NAME / what / in FILE / by CHECK / [quick] / -old / +new / ..."""
    blocks = []
    for line in lines:
        if line.startswith('== '):
            blocks.append([line[3:].strip()])
        elif blocks and line.strip() and line[0] != '#':
            blocks[-1].append(line.rstrip('\n'))
    return [fault(b) for b in blocks]


def fault(block):
    name, rest = block[0], block[1:]
    what = file = by = None
    quick, hunks, last = False, [], ''
    for line in rest:
        if line[0] in '-+':
            if line[0] == '-' and last != '-' or not hunks:
                hunks.append(([], []))
            last = line[0]
            hunks[-1][last == '+'].append(line[1:])
        elif line.startswith('in '):
            file = line[3:].strip()
        elif line.startswith('by '):
            by = line[3:].strip()
        elif line == 'quick':
            quick = True
        else:
            what = line if what is None else what + ' ' + line
    if not (what and file and by and hunks):
        sys.exit(f'faults: {name}: something lacks')
    return Fault(name, what, file, by, quick,
                 [('\n'.join(a), '\n'.join(b)) for a, b in hunks])


def broken(fault, text):
    """The text with the fault in it, and None; or None, and why not."""
    for old, new in fault.hunks:
        if old and text.count(old) != 1:
            return None, (f'is {text.count(old)} times in {fault.file}: '
                          + old.splitlines()[0].strip())
        text = text.replace(old, new) if old else text + new + '\n'
    return text, None


class Tree:
    """A copy of the tree, in which faults are made one after the other."""

    def __init__(self, top, path):
        self.path = path
        # neither what was built nor what configure wrote
        aside = {'.git', 'build', 'config.mak', '__pycache__',
                 os.path.relpath(path, top).split(os.sep)[0]}
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(top, path,
                        ignore=lambda _, names: aside.intersection(names))

    def run(self, command, build='build', **more):
        env = dict(os.environ, CK_DEFAULT_TIMEOUT='240',
                   CK_TIMEOUT_MULTIPLIER='0.25', GKR_TOP=self.path, PYTHONDONTWRITEBYTECODE='1',
                   GKR_BUILD=os.path.join(self.path, build),
                   ASAN_OPTIONS='detect_stack_use_after_return=1', **more)
        for name in ('MAKEFLAGS', 'MAKELEVEL', 'MFLAGS', 'GNUMAKEFLAGS'):
            env.pop(name, None)
        # in a group of its own: what hangs is ended with all it has started
        process = subprocess.Popen(
            command, cwd=self.path, env=env, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            start_new_session=True)
        try:
            out = process.communicate(timeout=CHECK_SECONDS)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        return subprocess.CompletedProcess(command, process.returncode, out)

    def make(self, by):
        """Builds what the check runs."""
        kind, target = by.split()[:2] if ' ' in by else (by, '')
        if kind == 'make' and target in READS_ALONE:
            return self.run(['true'])
        build, flags = ('build/sanitize', SANITIZE) if kind == 'sanitize' \
            else ('build', CFLAGS)
        programs = [] if kind == 'make' else [f'{build}/t/check']
        return self.run(['make', '-s', f'BUILD={build}', f'CFLAGS={flags}',
                         'CXX=none', 'all'] + programs, build)

    def locale(self):
        """A decimal comma: where the C library's locales can be made."""
        path = os.path.join(self.path, 'build', 'locale')
        if not os.path.isdir(path):
            os.makedirs(path)
            self.run(['localedef', '-i', 'de_DE', '-f', 'UTF-8',
                      os.path.join(path, 'de_DE.UTF-8')])
        return {'LOCPATH': path, 'LC_ALL': 'de_DE.UTF-8', 'PYTHONUTF8': '1'}

    def check(self, by):
        kind, *rest = by.split()
        if kind == 'make':
            return self.run(['make', '-s', f'CFLAGS={CFLAGS}'] + rest)
        if kind == 'sanitize':
            return self.run(['build/sanitize/t/check'] + rest,
                            'build/sanitize')
        if kind == 'locale':
            return self.run(['build/t/check'] + rest, **self.locale())
        suite, _, case = kind.partition(':')
        return self.run(['build/t/check', suite] + rest,
                        **({'CK_RUN_CASE': case} if case else {}))

    def write(self, name, text):
        with open(os.path.join(self.path, name), 'w', encoding='utf-8',
                  newline='') as file:
            file.write(text)

    def read(self, name):
        with open(os.path.join(self.path, name), encoding='utf-8',
                  newline='') as file:
            return file.read()


def noticed(output):
    """Where the first test failed."""
    hit = re.search(r'^\S*?([-\w]+\.[ch]:\d+):[FE]:', output, re.M)
    return f't/{hit.group(1)}' if hit else ''


def words(done):
    return done.stdout.decode('utf-8', 'replace')


def sound(tree, by):
    """What is wrong where nothing is broken; '' if all is as it should be.

    A target that says "  no clang: ..." has nothing to check with.
    """
    made = tree.make(by)
    if made.returncode:
        return 'the tree does not build:\n' + words(made)[-2000:]
    done = tree.check(by)
    if done.returncode:
        return f'{by} fails without a fault:\n' + words(done)[-2000:]
    lacks = re.search(r'^  no .*', words(done), re.M)
    return SKIPPED + lacks.group().strip() if lacks else ''


def inject(tree, fault):
    """Returns (1, where it was noticed) or (0, what is wrong)."""
    text = tree.read(fault.file)
    wrong, why = broken(fault, text)
    if why:
        return 0, why
    tree.write(fault.file, wrong)
    try:
        made = tree.make(fault.by)
        if made.returncode:
            return 0, 'does not build:\n' + words(made)[-2000:]
        done = tree.check(fault.by)
    except subprocess.TimeoutExpired:
        return 0, 'took too long'
    finally:
        tree.write(fault.file, text)
    if done.returncode == 0:
        return 0, f'NOT NOTICED by {fault.by}'
    return 1, noticed(words(done))


class Work:
    """Hands out baselines and faults; keeps what comes of them."""

    def __init__(self, faults):
        self.lock = threading.Lock()
        self.faults = list(faults)
        self.failed = self.skipped = 0
        self.known = {}

    def take(self):
        with self.lock:
            return self.faults.pop(0) if self.faults else None

    def baseline(self, tree, by):
        """Once for each check, by whoever needs it first."""
        with self.lock:
            mine = by not in self.known
            if mine:
                self.known[by] = [threading.Event(), '']
            event = self.known[by]
        if mine:
            try:
                event[1] = sound(tree, by)
            finally:
                event[0].set()
        event[0].wait()
        return event[1]

    def say(self, fault, good, text, seconds):
        how = f'{fault.by} ({text})' if good and text else fault.by
        with self.lock:
            if not good and text.startswith(SKIPPED):
                self.skipped += 1
                how = text
            elif not good:
                self.failed += 1
                how = 'FAILED: ' + text
            print(f'{fault.name} | {fault.file} | {how} | {seconds:.0f} s',
                  flush=True)


def worker(work, tree):
    while True:
        fault = work.take()
        if fault is None:
            return
        began = time.monotonic()
        try:
            wrong = work.baseline(tree, fault.by)
            good, text = (0, wrong) if wrong else inject(tree, fault)
        except Exception as error:  # a worker that dies would hide faults
            good, text = 0, repr(error)
        work.say(fault, good, text, time.monotonic() - began)


def look(faults, top):
    """1 where a fault's text is not there exactly once."""
    bad = 0
    for fault in faults:
        with open(os.path.join(top, fault.file), encoding='utf-8',
                  newline='') as file:
            why = broken(fault, file.read())[1]
        if why:
            print(f't/faults.txt: {fault.name}: {why}', file=sys.stderr)
            bad = 1
    return bad


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('tree')
    parser.add_argument('file')
    parser.add_argument('-n', action='store_true', help='break nothing')
    parser.add_argument('-q', action='store_true', help='quick ones alone')
    parser.add_argument('-j', type=int, default=2)
    parser.add_argument('-o', default='build/faults')
    parser.add_argument('names', nargs='*')
    args = parser.parse_intermixed_args()
    with open(args.file, encoding='utf-8') as file:
        faults = parse(file)
    if len({f.name for f in faults}) != len(faults):
        sys.exit('faults: a name twice')
    if args.n:
        sys.exit(look(faults, args.tree))
    chosen = [f for f in faults if (not args.q or f.quick) and
              (not args.names or f.name in args.names)]
    if not chosen:
        sys.exit('faults: none of that name')
    # what a tree has built for a check serves it again
    chosen.sort(key=lambda f: (f.by.split()[0] == 'make', f.by, f.file))
    trees = [Tree(os.path.abspath(args.tree),
                  os.path.abspath(os.path.join(args.o, str(i))))
             for i in range(min(args.j, len(chosen)))]
    print('fault | place | caught by | time')
    work = Work(chosen)
    threads = [threading.Thread(target=worker, args=(work, t)) for t in trees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = len(chosen) - work.failed - work.skipped
    print(f'faults: {passed} passed, {work.failed} failed, '
          f'{work.skipped} skipped')
    sys.exit(1 if work.failed else 0)


main()
