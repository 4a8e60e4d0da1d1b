package dev.bivouac.persistence.socket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who watches one run, and what is being said in it since its last entry, so that whoever comes in
 * the middle of a long answer sees some of it.
 */
final class Channel {
  private static final int PIECES_KEPT = 400;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Watcher> watchers = new ArrayList<>();
  private final Deque<Message> said = new ArrayDeque<>();

  void pass(Message message) {
    lock.lock();
    try {
      keep(message);
      watchers.forEach(watcher -> watcher.offer(message));
    } finally {
      lock.unlock();
    }
  }

  private void keep(Message message) {
    switch (message) {
      case Message.Thinking thinking -> said.add(thinking);
      case Message.Speaking speaking -> said.add(speaking);
      case Message.Waiting waiting -> said.add(waiting);
      case Message other -> said.clear();
    }
    if (said.size() > PIECES_KEPT) {
      said.remove();
    }
  }

  void add(Watcher watcher) {
    lock.lock();
    try {
      said.forEach(watcher::offer);
      watchers.add(watcher);
    } finally {
      lock.unlock();
    }
  }

  void remove(Watcher watcher) {
    lock.lock();
    try {
      watchers.remove(watcher);
    } finally {
      lock.unlock();
    }
  }

  /** True if nobody watches and nothing is being said. */
  boolean isAbandoned() {
    lock.lock();
    try {
      return watchers.isEmpty() && said.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
