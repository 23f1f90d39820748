//! Certificates of an authority of our own, for servers of a test's own. Made by `openssl`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const KEY: [&str; 6] = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/// A directory of them: `ours.pem` and `others.pem` are authorities, whose keys lie beside them.
pub(crate) struct Certificates(PathBuf);

impl Certificates {
    pub(crate) fn new(directory: PathBuf) -> Self {
        std::fs::create_dir(&directory).unwrap();
        let made = Self(directory);
        for name in ["ours", "others"] {
            let (key, certificate) = (format!("{name}.key"), format!("{name}.pem"));
            let subject = format!("/CN={name}");
            made.openssl(&KEY, &["-x509", "-days", "2", "-subj", &subject, "-keyout", &key, "-out", &certificate]);
        }
        made
    }

    /// `{name}.pem` and `{name}.key` for this subject, under these names, signed by `ours`.
    pub(crate) fn sign(&self, name: &str, subject: &str, names: &str) {
        let (key, request, certificate) = (format!("{name}.key"), format!("{name}.csr"), format!("{name}.pem"));
        self.openssl(&KEY, &["-subj", subject, "-keyout", &key, "-out", &request]);
        std::fs::write(self.path("names"), format!("subjectAltName={names}")).unwrap();
        let by_ours = ["x509", "-req", "-CA", "ours.pem", "-CAkey", "ours.key", "-CAcreateserial"];
        self.openssl(&by_ours, &["-in", &request, "-days", "2", "-extfile", "names", "-out", &certificate]);
    }

    pub(crate) fn directory(&self) -> &Path {
        &self.0
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    fn openssl(&self, words: &[&str], more: &[&str]) {
        let mut command = Command::new("openssl");
        command.current_dir(&self.0).args(words).args(more).stdout(Stdio::null()).stderr(Stdio::null());
        let status = command.status().unwrap();
        assert!(status.success(), "openssl: {status}");
    }
}
