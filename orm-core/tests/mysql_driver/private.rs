//! A server of the test's own: what is done to it is done to nobody else.

use crate::support::*;
use orm_core::database::Database;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Runs while it is held; its data goes with it.
pub(crate) struct Private {
    directory: PathBuf,
    port: u16,
    settings: Vec<String>,
    running: Option<Child>,
}

impl Private {
    /// Makes one and starts it, where `ORM_TEST_MYSQL_URL` says that such tests are wanted.
    pub(crate) async fn start(settings: &[&str]) -> Option<Self> {
        server()?;
        let mut it = Self::new(settings);
        it.run().await;
        Some(it)
    }

    /// The same, not started yet: files that it needs can be put beside it.
    pub(crate) fn new(settings: &[&str]) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("orm-mysql-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let directory = std::env::temp_dir().join(name);
        std::fs::create_dir(&directory).unwrap();
        give_away(&directory);
        let made = as_other(&program(&["mariadb-install-db", "mysql_install_db"]))
            .args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db"])
            .arg(format!("--datadir={}", directory.join("data").display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success(), "mariadb-install-db: {made}");
        // Of its own, since a server that starts deletes what any server left in its directory for temporary tables.
        let temporary = directory.join("tmp");
        std::fs::create_dir(&temporary).unwrap();
        give_away(&temporary);
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = settings.iter().map(|it| (*it).to_owned()).collect();
        Self { directory, port, settings, running: None }
    }

    /// Where its files are; the server reads what is put here.
    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    /// One setting more, before it is started.
    pub(crate) fn set(&mut self, setting: String) {
        self.settings.push(setting);
    }

    /// Starts it again after [`kill`](Self::kill).
    pub(crate) async fn run(&mut self) {
        let log = std::fs::File::create(self.directory.join("log")).unwrap();
        let running = as_other(&program(&["mariadbd", "mysqld"]))
            .arg("--no-defaults")
            .arg(format!("--datadir={}", self.directory.join("data").display()))
            .arg(format!("--socket={}", self.directory.join("socket").display()))
            .arg(format!("--pid-file={}", self.directory.join("pid").display()))
            .arg(format!("--tmpdir={}", self.directory.join("tmp").display()))
            .args(["--bind-address=127.0.0.1", "--innodb-buffer-pool-size=16M"])
            .arg(format!("--port={}", self.port))
            .args(&self.settings)
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        self.running = Some(running);
        let begun = Instant::now();
        loop {
            match Database::options(&self.url("mysql")).max_connections(1).connect().await {
                Ok(db) => {
                    db.execute(bulk("CREATE DATABASE IF NOT EXISTS cats COLLATE utf8mb4_nopad_bin")).await.unwrap();
                    db.close().await;
                    return;
                }
                Err(error) if begun.elapsed() > Duration::from_secs(30) => {
                    let log = std::fs::read_to_string(self.directory.join("log")).unwrap_or_default();
                    panic!("the server does not come up: {error}\n{log}");
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }

    /// Ends it as a power cut would, as far as a process can.
    pub(crate) fn kill(&mut self) {
        let pid = std::fs::read_to_string(self.directory.join("pid")).unwrap();
        // Not the child itself, which may be whoever changed the user.
        let killed = Command::new("kill").args(["-9", pid.trim()]).status().unwrap();
        assert!(killed.success());
        if let Some(mut running) = self.running.take() {
            running.wait().unwrap();
        }
        std::fs::remove_file(self.directory.join("pid")).unwrap();
    }

    pub(crate) fn url(&self, database: &str) -> String {
        self.url_at("127.0.0.1", database)
    }

    pub(crate) fn url_at(&self, host: &str, database: &str) -> String {
        format!("mysql://root@{host}:{}/{database}", self.port)
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        if self.running.is_some() && !std::thread::panicking() {
            self.kill();
        } else if let Some(running) = &mut self.running {
            let _ = running.kill();
            let _ = running.wait();
        }
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

// Servers refuse to run as root, and what they make is not root's.
fn as_other(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=mysql", "--regid=mysql", "--clear-groups", "--"]).arg(program);
    command
}

fn give_away(directory: &Path) {
    if is_root() {
        let given = Command::new("chown").arg("mysql:mysql").arg(directory).status().unwrap();
        assert!(given.success());
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    String::from_utf8_lossy(&id.stdout).trim() == "0"
}

/// The first of these that there is, on the path or where distributions put them.
fn program(names: &[&str]) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places: Vec<_> =
        std::env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from)).collect();
    let found = names.iter().find_map(|name| places.iter().map(|place| place.join(name)).find(|it| it.is_file()));
    found
        .unwrap_or_else(|| panic!("none of {names:?} is installed, and the tests of faults need a server of their own"))
}
