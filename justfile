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
