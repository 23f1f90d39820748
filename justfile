# What CI runs.
check: fmt lint test

fmt:
    cargo fmt --all --check

lint:
    cargo clippy --workspace --all-targets --all-features -- -D warnings

test:
    cargo test --workspace
    cargo test -p orm-core -p orm --all-features --lib --test suite --test sql

# The main job, with every statement.
cats:
    cargo run --example cats -- --sql

# Speed against the peers, in a workspace of its own.
bench:
    cd benchmarks && cargo run --release

# The suite and the driver's tests on a MySQL or MariaDB server: `just mysql mysql://root@127.0.0.1:3306/test`.
mysql url:
    ORM_TEST_MYSQL_URL={{url}} cargo test -p orm --all-features --test suite --test differential -- mariadb every_database
    ORM_TEST_MYSQL_URL={{url}} cargo test -p orm-core --all-features --test mysql_driver

# The driver of SQLite, which has all that is `unsafe`, under AddressSanitizer, which also tells what leaks: 53 tests on rustc 1.95.
asan:
    RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Zsanitizer=address cargo test -p orm-core --target x86_64-unknown-linux-gnu --target-dir target/asan --test sqlite_driver
