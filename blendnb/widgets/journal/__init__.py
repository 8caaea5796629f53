"""The journal: why nothing is lost.

Everything a person does in the studio is a *move*: a new workspace was put in place, or one went
back or forward. Moves are appended to a small SQLite database in the user's state folder and never
changed; a move is on the disk before the studio says that it is saved. Because undo and redo are
moves too, a session that is read again can be undone as far as the one that was left.

A version of a workspace is cut into *pieces*, each touchpoint one, under the hash of what it holds;
a piece that was written once is not written again, and what is new is written as what differs from
the version before (`compaction`). So a move is a few hundred bytes.

Who writes holds the session's *lease*. A second window watches, or takes the lease over; the first
then finds out with its next move, which is refused with a sentence rather than lost.

Beside the journal stand the plan file in the user's own folder, which is what others open, and a
snapshot of the session in the state folder, should the database ever be damaged.
"""
