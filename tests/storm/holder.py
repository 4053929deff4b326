"""Another program that holds the database's write lock until its input ends."""

import sys

import psycopg
import pysqlite3.dbapi2 as sqlite


def hold(address: str) -> None:
    """Take the lock, say so, and keep it."""
    if address.startswith("sqlite"):
        connection = sqlite.connect(address.removeprefix("sqlite:///"), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
    else:
        connection = psycopg.connect(address.replace("+psycopg", ""))
        connection.execute("LOCK TABLE claim, job IN EXCLUSIVE MODE")
    print("held", flush=True)
    sys.stdin.read()
    connection.rollback()


if __name__ == "__main__":
    hold(sys.argv[1])
