//! A server of the test's own: what is done to it is done to nobody else.

use crate::support::*;
use orm_core::database::Database;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Runs while it is held; its data goes with it. Its owner comes in by the socket without a password, whatever is asked of others.
pub(crate) struct Private {
    directory: PathBuf,
    port: u16,
    settings: Vec<String>,
    running: Option<Child>,
}

impl Private {
    /// Makes one and starts it, where `ORM_TEST_POSTGRES_URL` says that such tests are wanted.
    pub(crate) async fn start(settings: &[&str]) -> Option<Self> {
        let mut it = Self::new(settings)?;
        it.run().await;
        Some(it)
    }

    /// The same, not started yet: files that it needs can be put beside it.
    pub(crate) fn new(settings: &[&str]) -> Option<Self> {
        let it = Self::empty(settings)?;
        it.made("initdb", &["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        Some(it)
    }

    /// Not even a server's directory yet.
    fn empty(settings: &[&str]) -> Option<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        server()?;
        let name = format!("orm-pg-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let directory = std::env::temp_dir().join(name);
        std::fs::create_dir(&directory).unwrap();
        give_away(&directory);
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = settings.iter().map(|it| (*it).to_owned()).collect();
        Some(Self { directory, port, settings, running: None })
    }

    /// Where its files are; the server reads what is put here.
    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    /// One setting more, before it is started.
    pub(crate) fn set(&mut self, setting: String) {
        self.settings.push(setting);
    }

    /// Who may come in by the network, and how: lines of `pg_hba.conf`.
    pub(crate) fn let_in(&self, lines: &str) {
        std::fs::write(self.data().join("pg_hba.conf"), format!("local all,replication all trust\n{lines}\n")).unwrap();
    }

    /// Starts it, for the first time or again.
    pub(crate) async fn run(&mut self) {
        let log = std::fs::OpenOptions::new().append(true).create(true).open(self.directory.join("log")).unwrap();
        let mut command = self.command("postgres");
        command
            .arg(format!("--unix_socket_directories={}", self.directory.display()))
            .arg(format!("--port={}", self.port));
        command.args(["--listen_addresses=127.0.0.1", "--shared_buffers=16MB", "--max_connections=50"]);
        command.args(self.settings.iter().map(|setting| format!("--{setting}"))).stdout(Stdio::null()).stderr(log);
        self.running = Some(command.spawn().unwrap());
        let begun = Instant::now();
        loop {
            match Database::options(&self.socket_url("postgres")).max_connections(1).connect().await {
                Ok(db) => return db.close().await,
                Err(error) if begun.elapsed() > Duration::from_secs(30) => {
                    let log = std::fs::read_to_string(self.directory.join("log")).unwrap_or_default();
                    panic!("the server does not come up: {error}\n{log}");
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
    }

    /// Ends it as a power cut would, as far as a process can: all of its processes at once.
    pub(crate) fn kill(&mut self) {
        let Some(mut running) = self.running.take() else { return };
        let server = running.id().to_string();
        // It makes no more of them from here on.
        signal("-STOP", &server);
        let found = Command::new("pgrep").args(["-P", &server]).output().unwrap();
        let children = String::from_utf8_lossy(&found.stdout).into_owned();
        for process in std::iter::once(server.as_str()).chain(children.split_whitespace()) {
            signal("-9", process);
        }
        running.wait().unwrap();
        // What is left of it is what a new one finds after a power cut.
        let _ = std::fs::remove_file(self.data().join("postmaster.pid"));
    }

    /// Ends it as an administrator does: sessions are ended, what was committed is written, and it goes.
    pub(crate) fn stop(&mut self) {
        let Some(mut running) = self.running.take() else { return };
        let stopped = self.command("pg_ctl").args(["stop", "--mode=fast"]).stdout(Stdio::null()).status().unwrap();
        assert!(stopped.success(), "pg_ctl: {stopped}");
        running.wait().unwrap();
    }

    pub(crate) fn url(&self, database: &str) -> String {
        self.url_at("127.0.0.1", database)
    }

    pub(crate) fn url_at(&self, host: &str, database: &str) -> String {
        format!("postgres://postgres@{host}:{}/{database}", self.port)
    }

    pub(crate) fn socket_url(&self, database: &str) -> String {
        format!("postgres://postgres@/{database}?host={}&port={}", self.directory.display(), self.port)
    }

    fn data(&self) -> PathBuf {
        self.directory.join("data")
    }

    fn made(&self, by: &str, arguments: &[&str]) {
        let status = self.command(by).args(arguments).stdout(Stdio::null()).status().unwrap();
        assert!(status.success(), "{by}: {status}");
    }

    // One of the server's own programs, for its data.
    fn command(&self, name: &str) -> Command {
        let mut command = as_other(&program(name));
        command.current_dir(&self.directory).arg("-D").arg(self.data());
        command
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

fn signal(which: &str, process: &str) -> ExitStatus {
    // One that went by itself meanwhile is no mistake.
    Command::new("kill").args([which, process]).stderr(Stdio::null()).status().unwrap()
}

// Servers refuse to run as root, and what they make is not root's. The command becomes the program, and keeps its number.
fn as_other(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
    command
}

/// Makes a file the server's own.
pub(crate) fn give_away(file: &Path) {
    if is_root() {
        let given = Command::new("chown").arg("postgres:postgres").arg(file).status().unwrap();
        assert!(given.success());
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    String::from_utf8_lossy(&id.stdout).trim() == "0"
}

/// Where distributions put it, the newest first, or on the path. On the path it may be a wrapper that chooses a version by itself.
fn program(name: &str) -> PathBuf {
    let mut versions: Vec<_> = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().collect();
    versions.sort_by_key(|it| std::cmp::Reverse(it.file_name().to_string_lossy().parse::<u32>().unwrap_or(0)));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = versions.iter().map(|it| it.path().join("bin")).chain(std::env::split_paths(&path));
    let found = places.map(|place| place.join(name)).find(|it| it.is_file());
    found.unwrap_or_else(|| panic!("`{name}` is not installed, and the tests of faults need a server of their own"))
}
